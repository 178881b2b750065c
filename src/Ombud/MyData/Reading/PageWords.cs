using System.Text.Json;
using Ombud.Layout;
using Ombud.Policies.Model;

namespace Ombud.MyData.Reading;

/// <summary>Words of the pack, as pages and downloads say them.</summary>
internal static class PageWords
{
    /// <summary>A legal basis in words, with its law or interest where the pack names one.</summary>
    public static string BasisOf(PurposeBasis basis, Language language)
    {
        var name = NameOf(basis.Basis).In(language);
        return basis.Law is { } law ? $"{name} ({law})"
            : basis.Interest is { } interest ? $"{name}: {interest.In(language.Code)}"
            : name;
    }

    /// <summary>A legal basis in words.</summary>
    public static Text NameOf(LegalBasis basis) => basis switch
    {
        LegalBasis.None => new(sv: "Ingen", en: "None"),
        LegalBasis.Consent => new(sv: "Ditt samtycke", en: "Your consent"),
        LegalBasis.Contract => new(sv: "Avtal med dig", en: "A contract with you"),
        LegalBasis.LegalObligation => new(sv: "Rättslig förpliktelse", en: "A legal obligation"),
        LegalBasis.VitalInterest => new(sv: "Skydd för liv och hälsa", en: "Vital interests"),
        LegalBasis.PublicTask => new(sv: "Uppgift av allmänt intresse", en: "A task in the public interest"),
        LegalBasis.LegitimateInterest => new(sv: "Berättigat intresse", en: "A legitimate interest"),
        LegalBasis.Notice => new(sv: "Tillåtet efter information", en: "Permitted on notice"),
    };

    /// <summary>The name of a purpose or topic; the word itself where the notice has it no more.</summary>
    public static string KeyOf(string key, NoticeVersion notice, Language language) =>
        notice.Purposes.FirstOrDefault(purpose => purpose.Id == key)?.Name.In(language.Code)
        ?? notice.Topics.FirstOrDefault(topic => topic.Id == key)?.Name.In(language.Code)
        ?? notice.Parties.FirstOrDefault(party => party.Id == key)?.LegalName
        ?? notice.Recipients.FirstOrDefault(recipient => recipient.Id == key)?.Name
        ?? (key is "*" ? AllMarketing.In(language) : key);

    /// <summary>A file's name, out of the record that describes it.</summary>
    public static string FileNameOf(string value)
    {
        try
        {
            using var document = JsonDocument.Parse(value);
            return document.RootElement.TryGetProperty("name"u8, out var name) ? name.GetString() ?? "file" : "file";
        }
        catch (JsonException)
        {
            return "file";
        }
    }

    private static readonly Text AllMarketing = new(sv: "All marknadsföring", en: "All marketing");
}
