using Ombud.Policies.Loading;

namespace Ombud.Policies.Tests.Loading.Rules;

/// <summary>One change to the minimal pack that breaks one rule, at the place of the mark «.</summary>
public sealed record RuleCase(string Rule, string File, string From, string To)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Rule} by {File}: {To.Replace('\n', ' ')}";

    internal static IEnumerable<TheoryDataRow<RuleCase>> Rows(params RuleCase[] cases) =>
        cases.Select(one => new TheoryDataRow<RuleCase>(one));

    internal void Check(params RuleCase[] alsoChanged)
    {
        using var copy = PackCopy.Minimal();
        foreach (var other in alsoChanged)
            copy.Change(other.Path, other.From, other.To);
        copy.Change(Path, From, To);

        var loading = copy.Load();

        Assert.Null(loading.Pack);
        var error = Assert.Single(loading.Errors);
        Assert.Equal((Rule, copy.Expected), (error.Rule, error.At));
        Assert.Contains(PackRules.All, rule => rule.Code == Rule);
    }

    private string Path =>
        File is "pack.yaml" || File.StartsWith("20", StringComparison.Ordinal) ? File : $"{PackCopy.Old}/{File}";
}
