namespace Ombud.Policies.Tests.Loading.Rules;

public sealed class RecourseRuleTests
{
    private const string Contacts = "contacts.yaml";
    private const string Opens = "  opens: [answered, overdue, unacknowledged]\n  acknowledgeWithinDays: 14\n";

    private const string Board = "- id: board\n  clause: scope.who\n  kind: dispute-body\n  cases: [complaint]\n  residences: [eu]\n"
        + "  name: {en: The board, sv: Nämnden}\n  says: {en: It settles disputes., sv: Den löser tvister.}\n"
        + "  link: https://board.example/\n  since: 2020-01-01\n";

    private const string Panel = "- id: panel\n  clause: scope.who\n  kind: arbitration\n  cases: [complaint]\n"
        + "  name: {en: The panel, sv: Panelen}\n  says: {en: It binds both., sv: Den binder båda.}\n"
        + "  link: https://panel.example/\n  since: 2020-01-01\n  until: 2030-12-31\n";

    private const string After = "  after: [authority, board]\n";
    private const string Conditions = "  conditions:\n  - {en: Only in some cases., sv: Bara i vissa fall.}\n";

    public static IEnumerable<TheoryDataRow<RuleCase>> Cases => RuleCase.Rows(
        new("recourse-incomplete", Contacts, Board + Opens, Marked(Board)),
        new("recourse-incomplete", Contacts, Board + Opens, Marked(Board) + "  opens: [answered, unacknowledged]\n"),
        new("recourse-incomplete", Contacts, Board + Opens, Marked(Board) + "  opens: [answered]\n  acknowledgeWithinDays: 14\n"),
        new("recourse-incomplete", Contacts, Panel + After + Conditions, Marked(Panel) + Conditions),
        new("recourse-incomplete", Contacts, Panel + After + Conditions, Marked(Panel) + After),
        new("recourse-order", Contacts, "after: [authority, board]", "after: [authority, «panel]"),
        new("recourse-order", Contacts, "acknowledgeWithinDays: 14\n", "acknowledgeWithinDays: 14\n  after: [«panel]\n"),
        new("recourse-order", Contacts, "- id: panel", "- id: «authority"),
        new("dates-reversed", Contacts, "until: 2030-12-31", "until: «2019-12-31"),
        new("value-range", Contacts, "acknowledgeWithinDays: 14", "acknowledgeWithinDays: «91"));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_further_step_that_nobody_could_take_is_refused_at_its_place(RuleCase one)
    {
        ArgumentNullException.ThrowIfNull(one);

        one.Check();
    }

    [Fact]
    public void What_took_its_last_case_before_a_version_applies_is_refused_in_that_version()
    {
        using var copy = PackCopy.Minimal();
        copy.Change($"{PackCopy.Old}/{Contacts}", "until: 2030-12-31", "until: «2024-12-31");

        var error = Assert.Single(copy.Load().Errors);

        Assert.Equal(("recourse-ended", copy.Expected), (error.Rule, error.At));
    }

    private static string Marked(string step) => step.Replace("- id", "- «id", StringComparison.Ordinal);
}
