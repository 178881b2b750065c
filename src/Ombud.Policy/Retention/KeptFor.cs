using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Policies.Retention;

/// <summary>The purposes for which one record is held now: those of its point, and those the person chose there.</summary>
/// <remarks>
/// A purpose counts only where it lists the record's category, if it has one, and kind of person. One that was offered as a choice counts
/// only while the consent stands: without the statement nothing is kept for the talent pool.
/// </remarks>
public static class KeptFor
{
    /// <summary>The purposes, in the order of the version.</summary>
    public static IReadOnlyList<string> Purposes(
        NoticeVersion version, string point, string category, string kind, IReadOnlyDictionary<string, ConsentState> consents)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(consents);
        if (version.CollectionPoints.FirstOrDefault(known => known.Id == point) is not { } declared)
            return [];

        // Few of each, and asked for record after record: looking through them is quicker than making tables of them.
        var offered = declared.Choices.Select(PurposeOf).ToList();
        var given = consents.Where(pair => pair.Value.Answer is ConsentAnswer.Given).Select(pair => PurposeOf(pair.Key)).ToList();
        return [.. version.Purposes
            .Where(purpose => (category.Length == 0 || purpose.Categories.Contains(category, StringComparer.Ordinal))
                && purpose.Subjects.Contains(kind, StringComparer.Ordinal))
            .Select(purpose => purpose.Id)
            .Where(id => offered.Contains(id, StringComparer.Ordinal)
                ? given.Contains(id, StringComparer.Ordinal) : declared.Purposes.Contains(id, StringComparer.Ordinal))];

        string PurposeOf(string key) => version.Topics.FirstOrDefault(topic => topic.Id == key)?.Purpose ?? key;
    }

    /// <summary>The day on which the person's last consent ended; null while one stands or none was ever given.</summary>
    public static DateOnly? ConsentEnded(IReadOnlyDictionary<string, ConsentState> consents)
    {
        ArgumentNullException.ThrowIfNull(consents);
        return consents.Values.Any(consent => consent.Answer is ConsentAnswer.Given)
            ? null
            : consents.Values.Where(consent => consent.Answer is ConsentAnswer.Withdrawn)
                .Select(consent => (DateOnly?)DateOnly.FromDateTime(consent.At.UtcDateTime)).Max();
    }
}
