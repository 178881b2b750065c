namespace Ombud.Policies.Tests.Loading.Rules;

public sealed class ReferenceRuleTests
{
    public static IEnumerable<TheoryDataRow<RuleCase>> Cases => RuleCase.Rows(
        Dangling("clauses.yaml", "parties: [nordlight-ab]", "parties: [«nordlight]"),
        Dangling("clauses.yaml", "clauses: [scope.who]", "clauses: [«scope.whom]"),
        Dangling("parties.yaml", "processor: nordlight-ab", "processor: «nordlight"),
        Dangling("parties.yaml", "instructs: [recruitment]", "instructs: [recruitment, «recruiting]"),
        Dangling("parties.yaml", "mechanism: old_shield", "mechanism: «new_shield"),
        Dangling("recipients.yaml", "clause: use.why", "clause: «use.wy"),
        Dangling("recipients.yaml", "purposes: [newsletter]", "purposes: [«newsletters]"),
        Dangling("recipients.yaml", "categories: [contact]", "categories: [«contacts]"),
        Dangling("recipients.yaml", "kind: vendor", "kind: «vendors"),
        Dangling("recipients.yaml", "functions: [mailing]", "functions: [«mailings]"),
        Dangling("subjects.yaml", "clause: scope.who", "clause: «scope.whom"),
        Dangling("categories.yaml", "clause: use.why", "clause: «use.who"),
        Dangling("purposes.yaml", "clause: use.why", "clause: «why"),
        Dangling("purposes.yaml", "subjects: [job-seeker, referee]", "subjects: [job-seeker, referee, «visitor]"),
        Dangling("purposes.yaml", "categories: [contact, health]", "categories: [contact, health, «cv]"),
        Dangling("purposes.yaml", "controllers: [nordlight-ab, nordlight-inc]",
            "controllers: [nordlight-ab, «nordlight-ink]"),
        Dangling("purposes.yaml", "recipients: [client]", "recipients: [«clients]"),
        Dangling("purposes.yaml", "regimes: [ch, us-ca, us, default]", "regimes: [ch, us-ca, us, default, «mars]"),
        Dangling("purposes.yaml", "purpose: newsletter", "purpose: «newletter"),
        Dangling("purposes.yaml", "actions: [disclose]", "actions: [«share]"),
        Dangling("purposes.yaml", "purposes: [recruitment]", "purposes: [«recruit]"),
        Dangling("purposes.yaml", "categories: [health]", "categories: [«illness]"),
        Dangling("purposes.yaml", "recipientKinds: [client]", "recipientKinds: [«clients]"),
        Dangling("purposes.yaml", "controllers: [nordlight-ab]", "controllers: [«nordlight]"),
        Dangling("purposes.yaml", "residences: [eu]", "residences: [«eea]"),
        Dangling("collection-points.yaml", "clause: use.why", "clause: «use.where"),
        Dangling("collection-points.yaml", "controller: nordlight-ab", "controller: «nordlight-as"),
        Dangling("collection-points.yaml", "subject: job-seeker", "subject: «job-seaker"),
        Dangling("collection-points.yaml", "purposes: [recruitment, newsletter]",
            "purposes: [recruitment, «newspaper]"),
        Dangling("collection-points.yaml", "category: contact", "category: «kontact"),
        Dangling("safeguards.yaml", "mechanism: clauses", "mechanism: «clause"),
        Dangling("safeguards.yaml", "importers: [nordlight-inc, postman]", "importers: [nordlight-inc, «postmen]"),
        Dangling("retention.yaml", "categories: [contact]", "categories: [contact, «cv]"),
        Dangling("retention.yaml", "purposes: [recruitment]", "purposes: [recruitment, «recruiting]"),
        Dangling("retention.yaml", "collectionPoints: [application]", "collectionPoints: [application, «apply]"),
        Dangling("rights.yaml", "id: eu", "id: «ew"),
        Dangling("rights.yaml", "clause: use.why", "clause: «use.wy"),
        Dangling("contacts.yaml", "clause: scope.who", "clause: «scope.how"),
        Dangling("contacts.yaml", "clause: scope.who\n  kind: arb", "clause: «scope.how\n  kind: arb"),
        Dangling("contacts.yaml", "cases: [complaint]\n  residences", "cases: [«complaints]\n  residences"),
        Dangling("contacts.yaml", "residences: [eu]", "residences: [«mars]"),
        Dangling("contacts.yaml", "[answered, overdue, unack", "[answered, «late, unack"),
        Dangling("contacts.yaml", "after: [authority, board]", "after: [authority, «bord]"),
        Dangling("cookies.yaml", "controller: nordlight-ab", "controller: «nordlight"),
        Country("parties.yaml", "country: SE", "country: «SX"),
        Country("parties.yaml", "serves: [SE, FI]", "serves: [SE, «XI]"),
        Country("recipients.yaml", "country: GB", "country: «UK"),
        Country("purposes.yaml", "to: [US]", "to: [«USA]"),
        Country("safeguards.yaml", "to: [US]", "to: [«us]"),
        Country("retention.yaml", "countries: [SE]", "countries: [SE, «SX]"),
        Country("contacts.yaml", "residences: [SE, FI]", "residences: [SE, «XX]"),
        Country("contacts.yaml", "country: SE", "country: «Sweden"));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_reference_that_leads_nowhere_is_refused_at_its_place(RuleCase one)
    {
        ArgumentNullException.ThrowIfNull(one);
        using var copy = PackCopy.Minimal();
        copy.Change($"{PackCopy.Old}/{one.File}", one.From, one.To);

        var loading = copy.Load();

        Assert.Null(loading.Pack);
        var error = Assert.Single(loading.Errors, error => error.At == copy.Expected);
        Assert.Equal(one.Rule, error.Rule);
        Assert.DoesNotContain(loading.Errors,
            other => other.Rule == one.Rule && other != error && other.At.File != "2025-01-01/collection-points.yaml");
    }

    private static RuleCase Dangling(string file, string from, string to) => new("reference-dangling", file, from, to);

    private static RuleCase Country(string file, string from, string to) => new("country-unknown", file, from, to);
}
