using System.Diagnostics.CodeAnalysis;

namespace Ombud.Corrections.Telling;

/// <summary>Which of a person's notices it is, as its job and its form name it.</summary>
/// <param name="Recipient">Id of the recipient, as the pack has it.</param>
/// <param name="KnownAs">Id by which the recipient was given the person.</param>
internal readonly record struct NoticeKey(string Recipient, Guid KnownAs, NoticeAbout About)
{
    public static NoticeKey Of(RecipientNoticeRow row) => new(row.Recipient, row.KnownAs, row.About);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out NoticeKey key)
    {
        key = default;
        if (text?.Split(' ') is not [var recipient, var id, var word] || !Guid.TryParse(id, out var knownAs)
            || !Enum.TryParse<NoticeAbout>(word, out var about) || !Enum.IsDefined(about))
            return false;
        key = new NoticeKey(recipient, knownAs, about);
        return true;
    }

    public override string ToString() => $"{Recipient} {KnownAs:D} {About}";
}
