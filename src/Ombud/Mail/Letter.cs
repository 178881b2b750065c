using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Mail;

/// <summary>A mail to be sent: plain text, to one address.</summary>
internal sealed record Letter
{
    public required Personal<string> To { get; init; }

    public required Personal<LetterWords> Words { get; init; }

    /// <summary>Where an answer to it goes, an address of ours; null for its sender.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>
    /// The person it is about: it then lies under their key and dies with it. Null for somebody who has no key yet, and
    /// for what must still be readable after an erasure, such as the letter that tells of it.
    /// </summary>
    public SubjectId? About { get; init; }

    /// <summary>
    /// Of a letter about nobody yet: a keyed hash of its address, by which it is found and removed when whoever proves the
    /// address is erased. Null where nothing is to find it.
    /// </summary>
    public byte[]? AddressHash { get; init; }

    /// <summary>From when on sending it would help nobody; null for three days from now.</summary>
    public DateTimeOffset? SendBefore { get; init; }
}

/// <summary>What a letter says, in the reader's language.</summary>
internal sealed record LetterWords(string Subject, string Body);

/// <summary>The text of a kind of letter in every language, with places such as <c>{code}</c>.</summary>
internal sealed record LetterText(Wording Subject, Wording Body)
{
    /// <summary>The letter in a language, its places filled.</summary>
    public LetterWords In(string language, params ReadOnlySpan<(string Place, string Value)> values)
    {
        var (subject, body) = (Subject.In(language), Body.In(language));
        foreach (var (place, value) in values)
        {
            subject = subject.Replace("{" + place + "}", value, StringComparison.Ordinal);
            body = body.Replace("{" + place + "}", value, StringComparison.Ordinal);
        }
        return new LetterWords(subject, body);
    }
}
