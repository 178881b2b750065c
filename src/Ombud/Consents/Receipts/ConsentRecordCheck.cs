using System.Globalization;
using System.Text.Json;

namespace Ombud.Consents.Receipts;

/// <summary>
/// Compares a consent record with the fact in its receipt, so that nobody can change who answered what, to whom and when
/// beside a proof that is genuine. What the notice says for readers is the version's, which the fact names.
/// </summary>
internal static class ConsentRecordCheck
{
    /// <summary>The first member of a record that says otherwise than the body of its fact; null where none does.</summary>
    public static string? Differing(JsonElement record, JsonElement body)
    {
        var pairs = Pairs(record, body);
        return Array.Find(pairs, pair => pair.Says is null || pair.Says != pair.Fact).Member;
    }

    private static (string Member, string? Says, string? Fact)[] Pairs(JsonElement record, JsonElement body)
    {
        var (processing, asked) = (Only(record, "processing"), Only(record, "events"));
        var (fact, shown) = (Member(body, "fact"), Member(Member(body, "fact"), "shown"));
        var principal = "urn:uuid:" + Text(body, "subject");
        return
        [
            ("@type", Text(record, "@type"), "consent.answered" == Text(body, "kind") ? "dpv:ConsentRecord" : null),
            ("@id", Text(record, "@id"), "urn:uuid:" + Text(body, "id")),
            ("record_id", Text(record, "record_id"), Text(body, "id")),
            ("receipt_id", Text(record, "receipt_id"), Text(body, "id")),
            ("receipt", Text(Member(record, "receipt"), "factId"), Text(body, "id")),
            ("pii_principal_id", Text(record, "pii_principal_id"), principal),
            ("processing.purpose_id", Text(processing, "purpose_id"), Text(fact, "key")),
            ("processing.pii_controllers", Text(Only(processing, "pii_controllers")), Text(fact, "controller")),
            ("processing.privacy_notice", Text(processing, "privacy_notice")?.Split('/')[^1], Text(shown, "noticeVersion")),
            ("processing.language", Text(processing, "language"), Text(shown, "language")),
            ("processing.lawful_basis", Text(processing, "lawful_basis"), TypeOf(fact)),
            ("parties.party_id", Text(Only(record, "parties"), "party_id"), Text(fact, "controller")),
            ("events.entity_id", Text(asked, "entity_id"), principal),
            ("events.event_type", Text(asked, "event_type"), TypeOf(fact)),
            ("events.event_state", Text(asked, "event_state"), StateOf(Text(fact, "answer"))),
            ("events.event_time", Moment(Text(asked, "event_time")), Moment(Text(body, "at"))),
        ];
    }

    /// <summary>Terms of DPV for the kind of consent.</summary>
    internal static string TypeOf(bool isExplicit) => isExplicit ? "dpv:ExplicitlyExpressedConsent" : "dpv:ExpressedConsent";

    private static string TypeOf(JsonElement fact) => TypeOf(Member(fact, "explicit").ValueKind is JsonValueKind.True);

    private static string? StateOf(string? answer) =>
        Enum.TryParse<Policies.Deciding.ConsentAnswer>(answer, out var known) ? ConsentRecords.StateOf(known) : null;

    private static string? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? ConsentRecords.MomentOf(moment)
            : null;

    // One of each, so that no second one can say something else beside the one that was compared.
    private static JsonElement Only(JsonElement of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 1 ? list[0] : default;

    private static JsonElement Member(JsonElement of, string name) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement of, string name) => Text(Member(of, name));

    private static string? Text(JsonElement value) => value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
