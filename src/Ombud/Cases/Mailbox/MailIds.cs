using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ombud.Keys;

namespace Ombud.Cases.Mailbox;

/// <summary>
/// The id of the case that a mail opens, worked out from the mail: whoever is killed between filing it and moving it away finds,
/// when they read it again, that the case is there. By a key of ours, so that nobody who knows the mail knows the number.
/// </summary>
internal sealed class MailIds(Secrets secrets)
{
    private const int IdBytes = 16;

    /// <param name="receivedAt">When it came into the mailbox, as the server says; stays when it is moved or the mailbox put back.</param>
    /// <param name="mail">All its bytes: Message-ID, the way it came, and what was written.</param>
    /// <returns>Version 7, of the moment at which it came.</returns>
    public async ValueTask<Guid> OfAsync(
        string mailbox, DateTimeOffset receivedAt, ReadOnlyMemory<byte> mail, CancellationToken cancel)
    {
        var secret = await secrets.GetAsync("mailbox", cancel);
        var moment = receivedAt.ToUnixTimeMilliseconds();
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{mailbox}\n{moment}\n")));
        hash.AppendData(mail.Span);
        var bytes = hash.GetHashAndReset().AsSpan(0, IdBytes);
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)(moment >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(bytes[2..], (uint)moment);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
