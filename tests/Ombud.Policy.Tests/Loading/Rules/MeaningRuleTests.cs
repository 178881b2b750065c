namespace Ombud.Policies.Tests.Loading.Rules;

public sealed class MeaningRuleTests
{
    private const string Points = "collection-points.yaml";

    public static IEnumerable<TheoryDataRow<RuleCase>> Cases => RuleCase.Rows(
        new("clause-without-statement", "clauses.yaml",
            "- id: use.why\n  section: use\n  rank: notice\n  statements:\n  - says: {en: Every use has a purpose., "
                + "sv: Varje användning har ett ändamål.}\n",
            "- «id: use.why\n  section: use\n"),
        new("clause-without-statement", "clauses.yaml",
            "  rank: notice\n  statements:\n  - says: {en: Every use has a purpose., sv: Varje användning har ett "
                + "ändamål.}\n", "  statements: «[]\n"),
        new("attestation-measured", "clauses.yaml", "    attested:", "    control: «companies-listed\n    attested:"),
        new("attestation-dates", "clauses.yaml", "until: 2025-01-01", "until: «2024-01-01"),
        new("attestation-dates", "clauses.yaml", "until: 2025-01-01", "until: «2026-01-03"),
        new("purpose-without-basis", "purposes.yaml",
            "bases:\n  - {regimes: [eu, uk, ch, us-ca, us, default], basis: consent}",
            "bases:\n  «- {regimes: [eu, uk, us-ca, us, default], basis: consent}"),
        new("purpose-without-basis", "purposes.yaml", "regimes: [ch, us-ca, us, default], basis",
            "regimes: [ch, us-ca, us, default], subjects: [job-seeker, referee], basis"),
        new("basis-outside-purpose", "purposes.yaml", "[eu, uk, ch, us-ca, us, default], basis: consent}",
            "[eu, uk, ch, us-ca, us, default], basis: consent}\n  - {regimes: [eu], subjects: [«referee], basis: "
                + "consent}"),
        new("basis-of-marketing", "purposes.yaml", "- {regimes: [eu, uk, ch, us-ca, us, default], basis: consent}",
            "- {regimes: [eu], basis: «contract}\n  - {regimes: [uk, ch, us-ca, us, default], basis: consent}"),
        new("basis-of-marketing", "purposes.yaml",
            "nature: marketing\n  subjects: [job-seeker]\n  categories: [contact]\n"
            + "  controllers: [nordlight-ab, nordlight-inc]\n  recipients: [vendor]\n  bases:\n  - {regimes: [eu, uk, "
                + "ch, us-ca, us, default], basis: consent}",
            "nature: marketing\n  subjects: [job-seeker]\n  categories: [contact]\n"
            + "  controllers: [nordlight-ab, nordlight-inc]\n  recipients: [vendor]\n  bases:\n"
            + "  - {regimes: [uk], basis: «notice}\n  - {regimes: [eu, ch, us-ca, us, default], basis: consent}"),
        new("interest-without-balancing", "purposes.yaml",
            "basis: legitimate-interest\n    interest: {en: To ask a referee., sv: Att fråga en referens.}\n",
            "basis: «legitimate-interest\n"),
        new("interest-without-balancing", "purposes.yaml",
            "basis: legitimate-interest\n    interest: {en: To ask a referee., sv: Att fråga en referens.}\n"
            + "    balancing: {en: It is expected., sv: Det är väntat.}\n",
            "basis: «legitimate-interest\n    interest: {en: To ask a referee., sv: Att fråga en referens.}\n"),
        new("duty-without-law", "purposes.yaml", "basis: legal-obligation, law: Accounting Act",
            "basis: «legal-obligation"),
        new("duty-without-law", "purposes.yaml", "basis: legal-obligation, law: Accounting Act", "basis: «public-task"),
        new("client-without-processor", "parties.yaml",
            "- id: client-oy\n  legalName: Client Oy\n  brand: Client\n  role: client-controller\n  country: FI\n  "
            + "processor: nordlight-ab\n",
            "- «id: client-oy\n  legalName: Client Oy\n  brand: Client\n  role: client-controller\n  country: FI\n"),
        new("client-without-processor", "parties.yaml", "processor: nordlight-ab", "processor: «client-oy"),
        new("client-without-processor", "parties.yaml", "role: affiliate",
            "role: affiliate\n  processor: «nordlight-ab"),
        new("recipient-needs-function", "recipients.yaml",
            "- id: postman\n  name: Postman Ltd\n  kind: vendor\n  country: GB\n  functions: [mailing]\n",
            "- «id: postman\n  name: Postman Ltd\n  kind: vendor\n  country: GB\n"),
        new("subject-outside-purpose", Points, "subject: job-seeker\n  purposes: [recruitment, newsletter]",
            "subject: referee\n  purposes: [recruitment, «newsletter]"),
        new("other-incomplete", Points, "  otherSubject: referee\n  otherConfirmation: {en: The referee agreed., sv: "
            + "Referensen har sagt ja.}\n",
            "  otherSubject: «referee\n"),
        new("other-incomplete", Points, "    ofOther: true\n  otherSubject: referee", "  otherSubject: «referee"),
        new("other-incomplete", "2025-01-01/collection-points.yaml", "type: email", "type: email\n    ofOther: «true"),
        new("choice-unknown", Points, "choices: [vacancies]", "choices: [vacancies, «vacancy]"),
        new("choice-unknown", Points, "choices: [vacancies]", "choices: [vacancies, «accounts]"),
        new("field-without-category", Points,
            "- id: email\n    label: {en: E-mail, sv: E-post}\n    type: email\n    category: contact\n",
            "- «id: email\n    label: {en: E-mail, sv: E-post}\n    type: email\n"),
        new("field-without-category", Points, "notPersonal: true", "category: contact\n    notPersonal: «true"),
        new("field-without-requirement", Points, "- id: position\n    label: {en: Position, sv: Tjänst}\n    type: "
            + "text\n    notPersonal: true\n    requirement: voluntary\n",
            "- «id: position\n    label: {en: Position, sv: Tjänst}\n    type: text\n    notPersonal: true\n"),
        new("field-without-consequence", Points, "- id: position\n    label: {en: Position, sv: Tjänst}\n    type: "
            + "text\n    notPersonal: true\n    requirement: voluntary\n"
            + "    consequence: {en: None., sv: Ingen.}\n",
            "- «id: position\n    label: {en: Position, sv: Tjänst}\n    type: text\n    notPersonal: true\n    "
                + "requirement: voluntary\n"),
        new("field-without-retention", Points, "type: choice\n    category: contact",
            "type: choice\n    category: «health"),
        new("field-choices", Points, "type: choice\n    category: contact\n    requirement: voluntary\n"
            + "    consequence: {en: None., sv: Ingen.}\n    choices:\n    - {value: day",
            "type: text\n    category: contact\n    requirement: voluntary\n"
            + "    consequence: {en: None., sv: Ingen.}\n    choices:\n    «- {value: day"),
        new("field-choices", Points, "type: text\n    notPersonal", "type: «choice\n    notPersonal"),
        new("field-choices", Points, "- {value: night", "- «{value: day"),
        new("field-birth-date", Points, "- id: position\n    label: {en: Position, sv: Tjänst}\n    type: text",
            "- id: date-of-birth\n    label: {en: A, sv: B}\n    type: «date"),
        new("field-resume", Points, "    max: 320\n", "    max: 320\n    resume: «basics.summary\n"),
        new("field-resume", Points, "notPersonal: true", "notPersonal: true\n    resume: «basics.label"),
        new("field-resume", Points, "ofOther: true", "ofOther: true\n    resume: «basics.email"),
        new("field-resume", Points, "    max: 320\n", "    max: 320\n    derived: true\n    resume: «basics.email\n"),
        new("safeguard-dates", "safeguards.yaml", "concluded: 2022-01-01", "concluded: «2022-01-02"),
        new("safeguard-dates", "safeguards.yaml", "concluded: 2022-01-01\n  from: 2022-01-01",
            "concluded: 2021-01-01\n  from: «2021-01-01"),
        new("safeguard-dates", "parties.yaml", "until: 2020-07-15", "until: «2020-07-16"),
        new("safeguard-requirement", "safeguards.yaml", "meets: [transfer-impact-assessment, technical-measures]",
            "meets: «[transfer-impact-assessment]"),
        new("safeguard-requirement", "safeguards.yaml", "technical-measures]", "technical-measures, «seal]"));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_promise_that_cannot_be_kept_is_refused_at_its_place(RuleCase one)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (one.To.Contains(PackCopy.Mark, StringComparison.Ordinal))
            one.Check();
        else
            AssertLoads(one);
    }

    [Fact]
    public void A_category_is_listed_by_a_purpose_of_the_point()
    {
        using var copy = PackCopy.Minimal();
        copy.Change($"{PackCopy.Old}/{Points}", "purposes: [recruitment, newsletter]",
            "purposes: [newsletter, accounts]")
            .Change($"{PackCopy.Old}/{Points}", "type: choice\n    category: contact",
                "type: choice\n    category: «health");

        var errors = copy.Load().Errors;

        Assert.Contains(errors, error => error.Rule == "field-outside-purpose" && error.At == copy.Expected);
    }

    [Fact]
    public void A_point_collects_for_purposes_that_its_controller_pursues()
    {
        using var copy = PackCopy.Minimal();
        copy.Change($"{PackCopy.Old}/purposes.yaml", "controllers: [nordlight-ab, nordlight-inc]",
            "controllers: [nordlight-inc]")
            .Change($"{PackCopy.Old}/{Points}", "purposes: [recruitment, newsletter]",
                "purposes: [recruitment, «newsletter]");

        var error = Assert.Single(copy.Load().Errors);

        Assert.Equal(("controller-outside-purpose", copy.Expected), (error.Rule, error.At));
    }

    [Fact]
    public void A_topic_belongs_to_marketing()
    {
        using var copy = PackCopy.Minimal();
        copy.Change($"{PackCopy.Old}/purposes.yaml", "purpose: newsletter", "purpose: «accounts");

        var error = Assert.Single(copy.Load().Errors);

        Assert.Equal(("topic-outside-marketing", copy.Expected), (error.Rule, error.At));
    }

    private static void AssertLoads(RuleCase one)
    {
        using var copy = PackCopy.Minimal();
        copy.Change($"{PackCopy.Old}/{one.File}", one.From, one.To);

        Assert.Empty(copy.Load().Errors);
    }
}
