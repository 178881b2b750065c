using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Keys;
using Ombud.Policies.Deciding;

namespace Ombud.Mail;

/// <summary>What lies sealed in a row of the outbox.</summary>
internal sealed record SealedLetter(string To, string Subject, string Body, string? ReplyTo = null);

/// <summary>Encrypts letters under the person's key, or under the installation's where they are about nobody.</summary>
internal sealed class MailSeal(KeyRing keys, InstallationKeys installation, KeyStore store)
{
    private const string Kind = "mail";

    public async Task<byte[]> SealAsync(Guid mail, Letter letter, CancellationToken cancel)
    {
        var words = letter.Words.Value;
        var json = JsonSerializer.SerializeToUtf8Bytes(
            new SealedLetter(letter.To.Value, words.Subject, words.Body, letter.ReplyTo), MailJson.Default.SealedLetter);
        if (letter.About is not { } subject)
            return await installation.SealAsync(Kind, mail, json, cancel);

        var key = await keys.GetOrCreateAsync(KeyName.Facts(subject), cancel);
        return key.Encrypt(json, Place.Of(store.Installation, subject, mail, Kind, key.Version));
    }

    /// <summary>The letter, or null where its person has been erased and the key with them.</summary>
    public async Task<SealedLetter?> OpenAsync(OutboxRow row, CancellationToken cancel)
    {
        if (row.SubjectId is not { } id)
            return Read(await installation.OpenAsync(Kind, row.MailId, row.Sealed, cancel));

        var subject = new SubjectId(id);
        return await keys.FindAsync(KeyName.Facts(subject), cancel) is { } key
            ? Read(key.Decrypt(row.Sealed, Place.Of(store.Installation, subject, row.MailId, Kind, key.Version)))
            : null;
    }

    private static SealedLetter Read(byte[] json) => JsonSerializer.Deserialize(json, MailJson.Default.SealedLetter)!;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SealedLetter))]
internal sealed partial class MailJson : JsonSerializerContext;
