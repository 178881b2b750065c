using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace Ombud.Trail;

/// <summary>
/// A SHA-256 value: 32 bytes held in place, so that lists of hashes need no object for each and a tile's bytes can be
/// seen as hashes without a copy. As JSON it is standard base64 with padding (RFC 4648 section 4).
/// </summary>
[StructLayout(LayoutKind.Sequential)]
[JsonConverter(typeof(Hash32JsonConverter))]
public readonly record struct Hash32
{
    /// <summary>Length in bytes of every value.</summary>
    public const int Length = 32;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    /// <summary>Copies 32 bytes into a value.</summary>
    /// <exception cref="ArgumentException">The span does not hold exactly 32 bytes.</exception>
    public static Hash32 From(ReadOnlySpan<byte> bytes) => bytes.Length == Length
        ? MemoryMarshal.Read<Hash32>(bytes)
        : throw new ArgumentException("A hash is exactly 32 bytes.", nameof(bytes));

    /// <summary>
    /// Sees a row of bytes as hashes, without copying. A remainder shorter than 32 bytes is left out.
    /// </summary>
    public static ReadOnlySpan<Hash32> Row(ReadOnlySpan<byte> bytes) => MemoryMarshal.Cast<byte, Hash32>(bytes);

    /// <summary>The 32 bytes, in the order in which SHA-256 gives them; valid as long as this value lives.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> AsSpan() => MemoryMarshal.AsBytes(new ReadOnlySpan<Hash32>(in this));

    /// <summary>A new array with the 32 bytes.</summary>
    public byte[] ToArray() => AsSpan().ToArray();

    /// <summary>Standard base64 with padding: 44 characters, as checkpoints write a root.</summary>
    public string ToBase64() => Convert.ToBase64String(AsSpan());

    /// <summary>Lower-case hexadecimal: 64 characters.</summary>
    public override string ToString() => Convert.ToHexStringLower(AsSpan());
}
