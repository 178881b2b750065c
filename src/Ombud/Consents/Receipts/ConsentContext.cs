using System.Text.Json.Nodes;

namespace Ombud.Consents.Receipts;

/// <summary>The JSON-LD context of consent records: the standard's member names as terms of DPV 2.3.</summary>
internal static class ConsentContext
{
    private const string Profiles = "https://w3id.org/dpv/schema/dpv-27560#";

    private static readonly (string Prefix, string Iri)[] Prefixes =
    [
        ("dct", "http://purl.org/dc/terms/"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
        ("dpv", "https://w3id.org/dpv#"),
        ("pd", "https://w3id.org/dpv/pd#"),
        ("eu-rights", "https://w3id.org/dpv/legal/eu/rights#"),
        ("loc", "https://w3id.org/dpv/loc#"),
        ("dpv-27560", Profiles),
    ];

    // Members that name things by address, and members that are plain text.
    private static readonly (string Member, string Term)[] Addresses =
    [
        ("schema_version", "dct:conformsTo"), ("pii_principal_id", "dpv:hasDataSubject"), ("privacy_notice", "dpv:hasNotice"),
        ("purpose_type", "dct:type"), ("lawful_basis", "dpv:hasLegalBasis"), ("processing_method", "dpv:hasProcessing"),
        ("storage_locations", "dpv:hasLocation"), ("jurisdiction", "dpv:hasJurisdiction"), ("privacy_rights", "dpv:hasRight"),
        ("withdrawal_method", "dpv-27560:withdrawal_method"), ("pii_type", "dpv:hasPersonalDataType"),
        ("party_role", "dpv:hasRole"), ("party_type", "dct:format"), ("entity_id", "dpv:hasEntity"),
        ("event_type", "dpv:hasConsentType"), ("event_state", "dpv:hasConsentStatus"), ("proof", "dct:isReferencedBy"),
    ];

    private static readonly (string Member, string Term)[] Texts =
    [
        ("record_id", "dct:identifier"), ("language", "dct:language"), ("purpose", "dpv:hasPurpose"),
        ("processing", "dpv:hasProcess"), ("pii_information", "dpv:hasPersonalData"), ("pii_controllers", "dpv:hasDataController"),
        ("retention_period", "dpv:hasStorageCondition"), ("duration", "dpv:hasDuration"), ("reason", "dct:description"),
        ("recipient_third_parties", "dpv:hasRecipient"), ("purpose_description", "dct:abstract"),
        ("parties", "dpv:hasOrganisationalUnit"), ("party_id", "dpv-27560:party_id"), ("party_name", "dpv:hasName"),
        ("party_contact", "dpv:hasContact"), ("events", "dpv-27560:events"), ("validity_duration", "dpv-27560:validity_duration"),
        ("right_name", "dpv:hasName"),
    ];

    /// <summary>The context, to stand in the record itself. What is not listed is a term of the standard's own.</summary>
    public static JsonObject Inline()
    {
        var context = new JsonObject { ["@version"] = 1.1m, ["@vocab"] = Profiles };
        foreach (var (prefix, iri) in Prefixes)
            context[prefix] = iri;
        foreach (var (member, term) in Addresses)
            context[member] = new JsonObject { ["@id"] = term, ["@type"] = "@id" };
        foreach (var (member, term) in Texts)
            context[member] = term;
        // The receipt is exact: a reader of JSON-LD carries it along as it stands.
        context["receipt"] = new JsonObject { ["@id"] = "dct:provenance", ["@type"] = "@json" };
        context["event_time"] = new JsonObject { ["@id"] = "dct:date", ["@type"] = "xsd:dateTime" };
        return context;
    }

    /// <summary>The profile that a record follows: the European one where the European Union's law protects the person.</summary>
    public static string Profile(IReadOnlyList<string> regimes) =>
        Profiles + (regimes.Contains("eu", StringComparer.Ordinal) ? "receipt-eu-gdpr" : "receipt");
}
