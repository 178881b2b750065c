using System.Globalization;

namespace Ombud.Policies.Tests.Loading.Rules;

public sealed class LimitRuleTests
{
    private static readonly string[] Texts =
        ["2024-01-01/text/en/use.md", "2024-01-01/text/sv/use.md", "2025-01-01/text/en/use.md"];

    [Fact]
    public void A_version_has_at_most_126_categories() =>
        CheckCount("categories.yaml", "categories:\n", 2, 126, "too-many-categories",
            id => $"- id: {id}\n  clause: use.why\n  name: {{en: A, sv: B}}\n  examples: {{en: A, sv: B}}\n");

    [Fact]
    public void A_version_has_at_most_30_kinds_of_person() =>
        CheckCount("subjects.yaml", "subjectKinds:\n", 2, 30, "too-many-subject-kinds",
            id => $"- id: {id}\n  clause: use.why\n  name: {{en: A, sv: B}}\n  description: {{en: A, sv: B}}\n");

    [Fact]
    public void At_most_12_clauses_are_attested()
    {
        Assert.Empty(LoadAttested(12));
        Assert.Equal(["attestations-too-many"], LoadAttested(13));
    }

    [Fact]
    public void A_section_has_a_clause()
    {
        using var copy = PackCopy.Minimal();
        copy.Change($"{PackCopy.Old}/sections.yaml", "- id: use\n", "- id: use\n- «id: empty\n")
            .Write($"{PackCopy.Old}/text/en/empty.md", "# Empty {#empty}\n")
            .Write($"{PackCopy.Old}/text/sv/empty.md", "# Tom {#empty}\n");

        var error = Assert.Single(copy.Load().Errors);

        Assert.Equal(("section-without-clause", 4), (error.Rule, error.At.Line));
    }

    [Fact]
    public void A_clause_is_named_after_its_section()
    {
        using var copy = PackCopy.Minimal();
        copy.Change($"{PackCopy.Old}/clauses.yaml", "- id: use.why",
            "- id: «other.more\n  section: use\n  statements:\n  - says: {en: A., sv: B.}\n- id: use.why");
        foreach (var file in Texts)
        {
            var text = copy.Read(file);
            copy.Write(file, text + "\n## More {#other.more}\n\nMore.\n");
        }

        var error = Assert.Single(copy.Load().Errors);

        Assert.Equal(("clause-outside-section", 9, 7), (error.Rule, error.At.Line, error.At.Column));
    }

    [Fact]
    public void Clauses_could_be_concluded_until_the_laws_date()
    {
        using var copy = PackCopy.Minimal();
        copy.Change($"{PackCopy.Old}/safeguards.yaml", "mechanism: clauses", "mechanism: old_clauses")
            .Change($"{PackCopy.Old}/safeguards.yaml",
                "until: 2030-12-31\n  meets: [transfer-impact-assessment, technical-measures]", "until: 2022-12-26")
            .Change($"{PackCopy.Old}/safeguards.yaml", "concluded: 2022-01-01", "concluded: «2021-09-27");

        var error = Assert.Single(copy.Load().Errors);

        Assert.Equal(("safeguard-dates", copy.Expected), (error.Rule, error.At));
    }

    [Fact]
    public void A_pack_that_still_relies_on_an_ended_mechanism_is_told_so()
    {
        using var copy = PackCopy.Minimal();
        copy.Change($"{PackCopy.Old}/parties.yaml", "{mechanism: old_shield, from: 2018-01-01, until: 2020-07-15",
            "{mechanism: «old_shield, from: 2018-01-01");

        var loading = copy.Load();

        Assert.NotNull(loading.Pack);
        var warning = Assert.Single(loading.Warnings);
        Assert.Equal(("mechanism-ended", copy.Expected), (warning.Rule, warning.At));
        Assert.Contains("2020-07-15 (a judgment)", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_older_version_relied_on_is_history()
    {
        using var copy = PackCopy.Minimal();
        var parties = copy.Read($"{PackCopy.Old}/parties.yaml");
        copy.Write($"{PackCopy.New}/parties.yaml", parties)
            .Change($"{PackCopy.Old}/parties.yaml", "from: 2018-01-01, until: 2020-07-15", "from: 2018-01-01");

        Assert.Empty(copy.Load().Warnings);
    }

    private static void CheckCount(
        string file, string head, int there, int max, string rule, Func<string, string> entry)
    {
        Assert.Empty(Load(max));
        Assert.Equal([rule], Load(max + 1));

        string[] Load(int count)
        {
            using var copy = PackCopy.Minimal();
            var more = Enumerable.Range(0, count - there)
                .Select(i => entry($"more-{i.ToString(CultureInfo.InvariantCulture)}"));
            copy.Change($"{PackCopy.Old}/{file}", head, head + string.Concat(more));
            return [.. copy.Load().Errors.Select(error => error.Rule)];
        }
    }

    private static string[] LoadAttested(int count)
    {
        using var copy = PackCopy.Minimal();
        var ids = Enumerable.Range(1, count - 1).Select(i => $"use.a{i.ToString(CultureInfo.InvariantCulture)}")
            .ToList();
        var clauses = ids.Select(id => $"- id: {id}\n  section: use\n  statements:\n  - says: {{en: A., sv: B.}}\n"
            + "    attested: {by: A, on: 2024-01-01, until: 2025-01-01}\n");
        copy.Change($"{PackCopy.Old}/clauses.yaml", "clauses:\n", "clauses:\n" + string.Concat(clauses));
        foreach (var file in Texts)
            copy.Write(file, copy.Read(file) + string.Concat(ids.Select(id => $"\n## A {{#{id}}}\n\nA.\n")));
        return [.. copy.Load().Errors.Select(error => error.Rule)];
    }
}
