using System.Text.Json;
using Ombud.Incidents.Affected;
using Ombud.Layout;
using Ombud.Policies.Incidents;

namespace Ombud.Incidents.Working;

/// <summary>What the authority is told (GDPR article 33(3)), as it is known now; more may follow (33(4)).</summary>
internal static class Notification
{
    /// <summary>The reasons for a delay, where the authority was notified late.</summary>
    public static IncidentEntry? DelayOf(IncidentFile file) => !file.State.IsLate ? null
        : file.Entries.LastOrDefault(entry => entry is { Step: IncidentStep.NotifyAuthority, Text: not null });

    /// <summary>What was told later.</summary>
    public static IEnumerable<IncidentEntry> SupplementsOf(IncidentFile file) =>
        file.Entries.Where(entry => entry.Step is IncidentStep.Supplement);

    /// <summary>Whether anybody was counted, to the end.</summary>
    public static bool IsCounted(IncidentFile file) => file.Runs.Any(run => run is { Kind: AffectedRunKind.Search, IsDone: true });

    /// <summary>What failed, in words.</summary>
    public static string NatureOf(IncidentFile file, Language language) => string.Join("; ", IncidentForm.Natures
        .Where(nature => file.Nature.HasFlag(nature)).Select(nature => IncidentTexts.Of(nature).In(language)));

    /// <summary>The same as JSON, with words of the pack and moments in UTC.</summary>
    public static byte[] AsJson(ShownIncident shown, Language language)
    {
        var file = shown.File;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("incident"u8, file.Id);
            json.WriteString("asOf"u8, shown.Now);
            Words(json, "controllers", shown.Parties.Select(party => party.LegalName));
            json.WriteString("awareAt"u8, file.State.AwareAt);
            Moment(json, "dueAt", file.State.DueAt);
            Moment(json, "notifiedAt", file.State.NotifiedAt);
            Moment(json, "happenedFrom", file.HappenedFrom);
            Moment(json, "happenedTo", file.HappenedTo);
            Words(json, "nature", IncidentForm.Natures.Where(nature => file.Nature.HasFlag(nature)).Select(nature => nature.ToString()));
            json.WriteBoolean("wasEncrypted"u8, file.WasEncrypted);
            Words(json, "categories", file.Categories);
            if (IsCounted(file))
                WriteCounts(json, file);
            json.WriteString("risk"u8, file.State.Risk?.ToString());
            Texts(json, "facts", file.Of(IncidentPart.Facts));
            Texts(json, "likelyConsequences", file.Of(IncidentPart.Consequences));
            Texts(json, "measures", file.Of(IncidentPart.Measures));
            Texts(json, "reasonsForDelay", DelayOf(file) is { } delay ? [delay] : []);
            Texts(json, "supplements", SupplementsOf(file));
            Words(json, "contactPoints", shown.Contacts.Select(contact => Notices.People.FindContacts.LineOf(contact, language.Code)));
            Words(json, "authorities", shown.Authorities.Select(authority => authority.Name.In(language.Code)));
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private static void WriteCounts(Utf8JsonWriter json, IncidentFile file)
    {
        json.WriteNumber("approximatePeople"u8, file.People);
        json.WriteNumber("approximateRecords"u8, file.Records);
        json.WriteStartObject("peopleByResidence"u8);
        foreach (var (country, people) in file.Residences)
            json.WriteNumber(country.Length == 0 ? "unknown" : country, people);
        json.WriteEndObject();
    }

    private static void Moment(Utf8JsonWriter json, string name, DateTimeOffset? moment)
    {
        if (moment is { } at)
            json.WriteString(name, at);
        else
            json.WriteNull(name);
    }

    private static void Words(Utf8JsonWriter json, string name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words)
            json.WriteStringValue(word);
        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<IncidentEntry> entries)
    {
        json.WriteStartArray(name);
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WriteString("at"u8, entry.At);
            json.WriteString("text"u8, entry.Text?.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
