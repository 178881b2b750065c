namespace Ombud.Policies.Tests.Loading.Rules;

public sealed class TextRuleTests
{
    private const string Scope = "text/en/scope.md";

    public static IEnumerable<TheoryDataRow<RuleCase>> Cases => RuleCase.Rows(
        new("text-heading", Scope, "# Scope {#scope}", "«# Scope {#use}"),
        new("text-heading", Scope, "# Scope {#scope}", "«Scope"),
        new("text-heading", Scope, "## Who we are {#scope.who}", "«## Who we are"),
        new("text-heading", Scope, "### In detail", "«# In detail {#scope.detail}"),
        new("text-twice", Scope, "### In detail", "«## Again {#scope.who}"),
        new("text-without-clause", Scope, "### In detail", "«## In detail {#scope.wo}"),
        new("clause-without-text", "clauses.yaml", "- id: use.why\n", "- «id: use.how\n  section: use\n  statements:\n"
            + "  - says: {en: A., sv: B.}\n- id: use.why\n"),
        new("clause-without-text", "text/sv/use.md", "## Utomlands {#use.abroad}\n\nBara med ett skydd.\n",
            "«## Utomlands {#use.abroad}\n"),
        new("text-markup", Scope, "What this", "What «<script>this"),
        new("text-markup", Scope, "What this", "What `«<b>` this"),
        new("text-markup", Scope, "What this", "What «<!-- this"),
        new("text-markup", Scope, "What this", "What «<javascript:alert(1)> this"),
        new("text-markup", Scope, "example/)", "example/)«{onclick=alert(1)}"),
        new("link-refused", Scope, "https://nordlight.example/", "«javascript:alert(1)"),
        new("link-refused", Scope, "https://nordlight.example/", "«data:text/html,x"),
        new("link-refused", Scope, "https://nordlight.example/", "«&#106;avascript:alert(1)"),
        new("link-refused", Scope, "https://nordlight.example/", "\n«JavaScript:alert(1)"),
        new("link-refused", Scope, "https://nordlight.example/", "«//evil.example"),
        new("link-refused", Scope, "### In detail", "[one]: «vbscript:x"),
        new("file-character", Scope, "What this", "What «\u202Ethis"),
        new("anchor-dangling", Scope, "(#use.why)", "(«#use.wy)"));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_badly_written_text_is_refused_at_its_place(RuleCase one) => one.Check();

    [Fact]
    public void A_text_stands_in_the_file_of_its_clauses_section()
    {
        using var copy = PackCopy.Minimal();
        copy.Change($"{PackCopy.Old}/text/sv/use.md", "## Varför {#use.why}\n\nFör att finna dig ett arbete.\n", "")
            .Write($"{PackCopy.Old}/text/sv/scope.md",
                copy.Read($"{PackCopy.Old}/text/sv/scope.md") + "\n«## Varför {#use.why}\n\nFör ett arbete.\n");

        var errors = copy.Load().Errors;

        Assert.Equal(["clause-without-text", "text-without-clause"], errors.Select(error => error.Rule));
        Assert.Equal(copy.Expected, errors[1].At);
    }

    [Fact]
    public void A_section_has_a_file_in_every_language()
    {
        using var copy = PackCopy.Minimal();
        copy.Delete($"{PackCopy.Old}/text/sv/scope.md");

        var error = Assert.Single(copy.Load().Errors);

        Assert.Equal(("text-missing", 2, 3), (error.Rule, error.At.Line, error.At.Column));
    }

    [Fact]
    public void A_file_belongs_to_a_section()
    {
        using var copy = PackCopy.Minimal();
        copy.Write($"{PackCopy.Old}/text/sv/scopes.md", "# Omfattning {#scopes}\n");

        var error = Assert.Single(copy.Load().Errors);

        Assert.Equal("text-without-clause", error.Rule);
        Assert.EndsWith("did you mean 'scope'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Signs_that_are_escaped_are_text()
    {
        using var copy = PackCopy.Minimal();
        copy.Change($"{PackCopy.Old}/{Scope}", "What this is about.",
            "Where a \\<b and \\{c}, 1 < 2, <https://nordlight.example/>.");

        Assert.Empty(copy.Load().Errors);
    }
}
