using System.Buffers.Binary;
using System.Text;
using Ombud.Policies.Deciding;

namespace Ombud.Keys;

/// <summary>The associated data of a ciphertext: where it belongs, so that it opens nowhere else.</summary>
internal static class Place
{
    private const int Fixed = 16 + 16 + 16 + 4 + 4 + 1;

    /// <summary>Installation, subject, row, kind of value, key version, chunk and whether it is the last chunk.</summary>
    public static byte[] Of(
        Guid installation, SubjectId subject, Guid row, string kind, int keyVersion, int chunk = 0, bool isLast = true)
    {
        var place = new byte[LengthOf(kind)];
        Write(place, installation, subject, row, kind, keyVersion, chunk, isLast);
        return place;
    }

    /// <summary>Length in bytes of the place of a kind of value.</summary>
    public static int LengthOf(string kind) => Fixed + Encoding.UTF8.GetByteCount(kind);

    /// <inheritdoc cref="Of"/>
    public static void Write(
        Span<byte> at, Guid installation, SubjectId subject, Guid row, string kind, int keyVersion, int chunk = 0, bool isLast = true)
    {
        installation.TryWriteBytes(at, bigEndian: true, out _);
        subject.Value.TryWriteBytes(at[16..], bigEndian: true, out _);
        row.TryWriteBytes(at[32..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(at[48..], keyVersion);
        BinaryPrimitives.WriteInt32BigEndian(at[52..], chunk);
        at[56] = isLast ? (byte)1 : (byte)0;
        Encoding.UTF8.GetBytes(kind, at[Fixed..]);
    }
}
