using System.Security.Cryptography;
using System.Text;
using Ombud.Policies.Model;

namespace Ombud.Collection.Submitting;

/// <summary>
/// The texts of a point as the form shows them, in one language, hashed: with version, language and point in the fact,
/// anybody can show later what stood on the screen, and that it did.
/// </summary>
internal static class ShownTexts
{
    /// <summary>SHA-256, in hexadecimal, over all texts of a point in their order.</summary>
    public static string HashOf(NoticeVersion version, CollectionPoint point, string language)
    {
        IEnumerable<string> texts =
        [
            version.Version, point.Id, language, point.Name.In(language), point.Intro.In(language),
            version.Parties.FirstOrDefault(party => party.Id == point.Controller)?.LegalName ?? point.Controller,
            .. version.Purposes.Where(purpose => point.Purposes.Contains(purpose.Id, StringComparer.Ordinal))
                .SelectMany(purpose => new[] { purpose.Name.In(language), purpose.Description.In(language) }),
            .. point.Fields.SelectMany(field => TextsOf(field, language)),
            point.OtherConfirmation?.In(language) ?? "",
            .. point.Choices.Select(choice => ChoiceText(version, choice, language)),
        ];
        return Hash(texts);
    }

    /// <summary>SHA-256, in hexadecimal, of the text beside one choice.</summary>
    public static string HashOfChoice(NoticeVersion version, string choice, string language) =>
        Hash([ChoiceText(version, choice, language)]);

    /// <summary>Name and description of a choice: a topic of marketing, or a purpose.</summary>
    public static (LocalizedText Name, LocalizedText Description) ChoiceOf(NoticeVersion version, string choice)
    {
        if (version.Topics.FirstOrDefault(topic => topic.Id == choice) is { } topic)
            return (topic.Name, topic.Description);
        var purpose = version.Purposes.First(purpose => purpose.Id == choice);
        return (purpose.Name, purpose.Description);
    }

    private static string ChoiceText(NoticeVersion version, string choice, string language)
    {
        var (name, description) = ChoiceOf(version, choice);
        return $"{name.In(language)}\n{description.In(language)}";
    }

    private static IEnumerable<string> TextsOf(CollectionField field, string language) =>
    [
        field.Label.In(language), field.Hint?.In(language) ?? "", field.Requirement.ToString(), field.Consequence.In(language),
        .. field.Choices.Select(choice => choice.Label.In(language)),
    ];

    private static string Hash(IEnumerable<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            // The length first, so that no two lists of texts make the same bytes.
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(System.Net.IPAddress.HostToNetworkOrder(bytes.Length)));
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
