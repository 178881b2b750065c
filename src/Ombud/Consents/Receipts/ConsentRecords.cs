using System.Globalization;
using System.Text.Json.Nodes;
using Ombud.Log;
using Ombud.Log.Receipts;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Consents.Receipts;

/// <summary>
/// Writes consents as records of ISO/IEC TS 27560: JSON-LD with terms of DPV 2.3, its context inside, so that nothing need
/// be fetched to read it, and its receipt inside, so that nothing need be fetched to verify it.
/// </summary>
internal sealed class ConsentRecords(Policy policy, Standings standings, Regimes regimes, FactReceipts receipts)
{
    /// <summary>Members that the standard makes mandatory, by part.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Mandatory =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["header"] = ["schema_version", "record_id", "pii_principal_id"],
            ["processing"] =
            [
                "privacy_notice", "language", "purpose", "pii_information", "pii_controllers", "storage_locations",
                "retention_period", "jurisdiction", "recipient_third_parties", "withdrawal_method",
            ],
            ["pii"] = ["pii_type"],
            ["party"] = ["party_id", "party_name"],
            ["event"] = ["event_time", "validity_duration", "entity_id", "event_type", "event_state"],
        };

    /// <summary>The record of a consent, in the language it was asked in.</summary>
    /// <param name="origin">Address of this Privacy Centre, from <c>https://</c>.</param>
    /// <returns>Null where the version that was shown is not in the pack any more.</returns>
    public async Task<JsonObject?> OfAsync(WrittenFact fact, ConsentAnswered consent, string origin, CancellationToken cancel)
    {
        var version = policy.Pack.Versions.FirstOrDefault(known => known.Version == consent.Shown.NoticeVersion);
        var topic = version?.Topics.FirstOrDefault(known => known.Id == consent.Key);
        var purpose = version?.Purposes.FirstOrDefault(known => known.Id == (topic?.Purpose ?? consent.Key));
        var controller = version?.Parties.FirstOrDefault(known => known.Id == consent.Controller);
        if (version is null || purpose is null || controller is null)
            return null;

        var residence = (await standings.FindAsync(fact.Subject!.Value, cancel))?.Residence;
        var asked = new Asked(version, purpose, topic, controller, consent.Shown.Language, origin)
        {
            Places = regimes.PlacesFor(residence, controller),
            Regimes = regimes.For(residence, controller),
        };
        var receipt = await receipts.OfAsync(fact, cancel);
        return new JsonObject
        {
            ["@context"] = ConsentContext.Inline(),
            ["@id"] = $"urn:uuid:{fact.Id}",
            ["@type"] = "dpv:ConsentRecord",
            ["schema_version"] = ConsentContext.Profile(asked.Regimes),
            ["record_id"] = fact.Id.ToString(),
            ["receipt_id"] = fact.Id.ToString(),
            ["pii_principal_id"] = $"urn:uuid:{fact.Subject!.Value.Value}",
            ["processing"] = new JsonArray(Processing(asked, consent)),
            ["parties"] = new JsonArray(Party(asked)),
            ["events"] = new JsonArray(Event(fact, consent, purpose)),
            ["proof"] = $"{origin}/api/v1/receipts/{fact.Id}/proof",
            ["receipt"] = JsonNode.Parse(receipt.ToJson()),
        };
    }

    private static JsonObject Processing(Asked asked, ConsentAnswered consent)
    {
        var (version, purpose, language) = (asked.Version, asked.Purpose, asked.Language);
        var categories = version.Categories.Where(category => purpose.Categories.Contains(category.Id, StringComparer.Ordinal));
        var kinds = version.RecipientKinds.Where(kind => purpose.Recipients.Contains(kind.Id, StringComparer.Ordinal));
        return new JsonObject
        {
            ["privacy_notice"] = $"{asked.Origin}/{language}/notice/versions/{version.Version}",
            ["privacy_notice_digest"] = version.Digest,
            ["language"] = language,
            ["purpose"] = (asked.Topic?.Name ?? purpose.Name).In(language),
            ["purpose_id"] = consent.Key,
            ["purpose_description"] = (asked.Topic?.Description ?? purpose.Description).In(language),
            ["purpose_type"] = purpose.Dpv ?? "dpv:Purpose",
            ["lawful_basis"] = ConsentRecordCheck.TypeOf(consent.Explicit),
            ["pii_information"] = new JsonArray([.. categories.Select(category => (JsonNode)Pii(category, language))]),
            ["pii_controllers"] = new JsonArray(asked.Controller.Id),
            ["collection_method"] = consent.Shown.Point ?? "choice",
            ["processing_method"] = new JsonArray("dpv:Collect", "dpv:Store", "dpv:Use"),
            ["storage_locations"] = new JsonArray("loc:" + asked.Controller.Country),
            ["retention_period"] = new JsonArray([.. Retention(version, purpose).Select(rule => (JsonNode)Period(rule, language))]),
            ["jurisdiction"] = new JsonArray([.. asked.Places.Select(place => (JsonNode)("loc:" + place))]),
            ["regimes"] = new JsonArray([.. asked.Regimes.Select(regime => (JsonNode)regime)]),
            ["recipient_third_parties"] = new JsonArray([.. kinds.Select(kind => (JsonNode)kind.Name.In(language))]),
            ["withdrawal_method"] = $"{asked.Origin}/{language}/my-data/choices",
            ["privacy_rights"] = new JsonArray([.. Regimes.RightsUnder(version, asked.Regimes)
                .SelectMany(rights => rights.Rights.Select(right => (JsonNode)Right(rights, right, language)))]),
        };
    }

    private static JsonObject Right(RegimeRights regime, Right right, string language)
    {
        var said = new JsonObject();
        if (right.Dpv is { } term)
            said["@id"] = term;
        said["@type"] = "dpv:DataSubjectRight";
        said["right_id"] = right.Id;
        said["right_name"] = right.Name.In(language);
        said["regime"] = regime.Regime;
        said["law"] = right.Law;
        return said;
    }

    private static JsonObject Pii(DataCategory category, string language) => new()
    {
        ["pii_type"] = category.Dpv ?? "dpv:PersonalData",
        ["pii_attribute_id"] = category.Id,
        ["pii_name"] = category.Name.In(language),
        ["sensitive_pii_category"] = category.Nature is not CategoryNature.Ordinary,
        ["special_pii_category"] = category.Nature is CategoryNature.Special,
    };

    private static IEnumerable<RetentionRule> Retention(NoticeVersion version, Purpose purpose) =>
        version.RetentionRules.Where(rule => rule.Purposes.Contains(purpose.Id, StringComparer.Ordinal))
            .DefaultIfEmpty(version.RetentionRules[^1]);

    private static JsonObject Period(RetentionRule rule, string language) => new()
    {
        ["rule"] = rule.Id,
        ["duration"] = string.Create(CultureInfo.InvariantCulture, $"P{rule.Months}M"),
        ["counted_from"] = rule.Anchor.ToString(),
        ["reason"] = rule.Reason.In(language),
    };

    private static JsonObject Party(Asked asked)
    {
        var contact = asked.Version.Contacts.FirstOrDefault(known => known.Residences
            .Contains(asked.Controller.Country, StringComparer.Ordinal))
            ?? asked.Version.Contacts.FirstOrDefault(known => known.Residences.Count == 0);
        return new JsonObject
        {
            ["party_id"] = asked.Controller.Id,
            ["party_name"] = asked.Controller.LegalName,
            ["party_role"] = "dpv:DataController",
            ["party_contact"] = contact?.Email ?? $"{asked.Origin}/{asked.Language}/contacts",
            ["party_type"] = "dpv:Organisation",
        };
    }

    private static JsonObject Event(WrittenFact fact, ConsentAnswered consent, Purpose purpose) => new()
    {
        ["event_time"] = MomentOf(fact.At),
        ["validity_duration"] = purpose.ConsentMonths is { } months
            ? string.Create(CultureInfo.InvariantCulture, $"P{months}M")
            : "until withdrawn",
        ["entity_id"] = $"urn:uuid:{fact.Subject!.Value.Value}",
        ["event_type"] = ConsentRecordCheck.TypeOf(consent.Explicit),
        ["event_state"] = StateOf(consent.Answer),
    };

    /// <summary>The term of DPV for an answer.</summary>
    internal static string StateOf(ConsentAnswer answer) => answer switch
    {
        ConsentAnswer.Given => "dpv:ConsentGiven",
        ConsentAnswer.Refused => "dpv:ConsentRefused",
        ConsentAnswer.Withdrawn => "dpv:ConsentWithdrawn",
    };

    /// <summary>A moment as records have it, to the microsecond.</summary>
    internal static string MomentOf(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private sealed record Asked(
        NoticeVersion Version, Purpose Purpose, Topic? Topic, Party Controller, string Language, string Origin)
    {
        /// <summary>Countries whose law protects the person before the controller.</summary>
        public required IReadOnlyList<string> Places { get; init; }

        /// <summary>Their regimes.</summary>
        public required IReadOnlyList<string> Regimes { get; init; }
    }
}
