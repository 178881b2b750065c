namespace Ombud.Architecture.Tests;

public sealed class CapabilityOrderTests
{
    [Fact]
    public void A_capability_knows_only_those_before_it() =>
        Assert.Empty(CapabilityOrder.Violations(CapabilityOrder.Product, "Ombud"));

    [Fact]
    public void Every_folder_is_in_the_list() => Assert.Empty(CapabilityOrder.Unlisted());

    // The partner: the same rule over a sample in this assembly that breaks it.
    [Fact]
    public void A_capability_that_knows_a_later_one_is_found()
    {
        var violations = CapabilityOrder.Violations(typeof(CapabilityOrderTests).Assembly, "Ombud.Architecture.Tests.Sample");

        Assert.Contains(violations, violation =>
            violation.Contains("Sample.Keys.KnowsTooMuch", StringComparison.Ordinal)
            && violation.Contains("Sample.Vault.Later", StringComparison.Ordinal));
        Assert.DoesNotContain(violations, violation => violation.StartsWith("Ombud.Architecture.Tests.Sample.Vault",
            StringComparison.Ordinal));
    }
}
