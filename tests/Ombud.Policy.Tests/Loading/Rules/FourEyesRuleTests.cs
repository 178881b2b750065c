namespace Ombud.Policies.Tests.Loading.Rules;

public sealed class FourEyesRuleTests
{
    private const string Contacts = "contacts.yaml";

    public static IEnumerable<TheoryDataRow<RuleCase>> Cases => RuleCase.Rows(
        new("four-eyes-step", Contacts, "steps: [refuse]", "steps: [«take-back]"),
        new("reference-dangling", Contacts, "steps: [refuse]", "steps: [«refuses]"),
        new("reference-dangling", Contacts, "cases: [access], steps", "cases: [«acces], steps"),
        new("reference-dangling", Contacts, "refusals, clause: scope.who", "refusals, clause: «scope.whom"),
        new("value-type", Contacts, "onBehalf: true", "onBehalf: «often"));

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_nobody_could_keep_is_refused_at_its_place(RuleCase one)
    {
        ArgumentNullException.ThrowIfNull(one);

        one.Check();
    }
}
