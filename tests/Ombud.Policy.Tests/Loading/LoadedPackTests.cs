using Ombud.Policies.Model;

namespace Ombud.Policies.Tests.Loading;

public sealed class LoadedPackTests
{
    [Fact]
    public void The_minimal_pack_loads_without_a_word()
    {
        using var copy = PackCopy.Minimal();

        var loading = copy.Load();

        Assert.Empty(loading.Errors);
        Assert.Empty(loading.Warnings);
        Assert.Equal(["2024-01-01", "2025-01-01"], loading.Pack!.Versions.Select(version => version.Version));
    }

    [Fact]
    public void Meaning_and_text_are_joined_by_the_clause_id()
    {
        using var copy = PackCopy.Minimal();

        var version = copy.Load().Pack!.Versions[0];
        var clause = version.Clauses.Single(clause => clause.Id == "scope.who");

        Assert.Equal("Who we are", clause.Title.In("en"));
        Assert.Equal("Vilka vi är", clause.Title.In("sv"));
        Assert.Contains("### In detail", clause.Text.In("en"), StringComparison.Ordinal);
        Assert.Equal("What this is about.", version.Sections[0].Lead.In("en"));
        Assert.Equal("", version.Sections[0].Lead.In("sv"));
        Assert.Equal(new DateOnly(2025, 1, 1), clause.Statements[1].Attested!.Until);
    }

    [Fact]
    public void Every_entry_knows_its_place()
    {
        using var copy = PackCopy.Minimal();

        var point = copy.Load().Pack!.Versions[0].CollectionPoints[0];

        Assert.Equal(new SourceSpan("2024-01-01/collection-points.yaml", 2, 3), point.At);
        Assert.Equal(new SourceSpan("2024-01-01/collection-points.yaml", 12, 5), point.Fields[0].At);
    }

    [Fact]
    public void Values_are_read_as_their_types()
    {
        using var copy = PackCopy.Minimal();

        var version = copy.Load().Pack!.Versions[0];
        var field = version.CollectionPoints[0].Fields[0];

        Assert.Equal((FieldType.Email, Requirement.Contract, 320, true),
            (field.Type, field.Requirement, field.Max, field.Identifies));
        Assert.Equal(LegalBasis.LegalObligation, version.Purposes[2].Bases[0].Basis);
        Assert.Equal(24, version.Purposes[1].ConsentMonths);
        Assert.Equal(new Uri("https://authority.example/"), version.Authorities[0].Link);
        var (board, panel) = (version.Recourse[0], version.Recourse[1]);
        Assert.Equal((RecourseKind.DisputeBody, new DateOnly(2020, 1, 1), null, 14),
            (board.Kind, board.Since, board.Until, board.AcknowledgeWithinDays));
        Assert.Equal((RecourseKind.Arbitration, new DateOnly(2030, 12, 31), "Bara i vissa fall."),
            (panel.Kind, panel.Until, panel.Conditions[0].In("sv")));
        Assert.Equal(["authority", "board"], panel.After);
        Assert.Equal(Anchor.EndOfFinancialYear, version.RetentionRules[3].Anchor);
        Assert.Equal(new DateOnly(2022, 1, 1), version.Safeguards[0].Concluded);
    }

    [Fact]
    public void A_version_takes_over_replaces_adds_and_removes()
    {
        using var copy = PackCopy.Minimal();

        var pack = copy.Load().Pack!;
        var (older, newer) = (pack.Versions[0], pack.Versions[1]);

        Assert.Equal(older.Purposes.Select(one => one.Id), newer.Purposes.Select(one => one.Id));
        Assert.Equal(["articles"], newer.Topics.Select(one => one.Id));
        Assert.Single(newer.CollectionPoints[0].Fields);
        Assert.Equal("Never without a safeguard.", newer.Clauses[2].Text.In("en"));
        Assert.Equal("Bara med ett skydd.", newer.Clauses[2].Text.In("sv"));
    }

    [Fact]
    public void What_is_replaced_keeps_its_place_in_the_order()
    {
        using var copy = PackCopy.Minimal();
        var accounts = copy.Read($"{PackCopy.Old}/purposes.yaml");
        var start = accounts.IndexOf("- id: recruitment", StringComparison.Ordinal);
        var recruitment = accounts[start..accounts.IndexOf("- id: newsletter", StringComparison.Ordinal)];
        copy.Change($"{PackCopy.New}/purposes.yaml", "topics:\n", "purposes:\n"
            + recruitment.Replace("id: recruitment", "id: brand-new", StringComparison.Ordinal)
            + recruitment.Replace("Finding a job.", "Finding two.", StringComparison.Ordinal) + "topics:\n");

        var newer = copy.Load().Pack!.Versions[1];

        Assert.Equal(["recruitment", "newsletter", "accounts", "brand-new"], newer.Purposes.Select(one => one.Id));
        Assert.Equal("Finding two.", newer.Purposes[0].Description.In("en"));
    }

    [Fact]
    public void A_byte_order_mark_and_a_read_me_are_no_errors()
    {
        using var copy = PackCopy.Minimal();
        var bytes = File.ReadAllBytes(copy.PathOf("pack.yaml"));
        File.WriteAllBytes(copy.PathOf("pack.yaml"), [0xEF, 0xBB, 0xBF, .. bytes]);
        copy.Write("README.md", "# About this pack\n");

        Assert.Empty(copy.Load().Errors);
    }

    [Fact]
    public void An_error_prints_its_place_its_rule_and_what_to_do()
    {
        using var copy = PackCopy.Minimal();
        copy.Change($"{PackCopy.Old}/purposes.yaml", "nature: marketing", "nature: marketting");

        var error = Assert.Single(copy.Load().Errors);

        Assert.StartsWith("2024-01-01/purposes.yaml:24:11 value-unknown: 'marketting' is not one of ordinary, ",
            error.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("did you mean 'marketing'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Five_different_errors_are_reported_at_once()
    {
        using var copy = PackCopy.Minimal();
        copy.Change("pack.yaml", "languages:", "colour: blue\nlanguages:")
            .Change($"{PackCopy.Old}/parties.yaml", "country: SE", "country: SX")
            .Change($"{PackCopy.Old}/collection-points.yaml", "    category: contact\n", "")
            .Change($"{PackCopy.Old}/text/sv/use.md", "## Varför {#use.why}\n\nFör att finna dig ett arbete.\n", "")
            .Change($"{PackCopy.New}/version.yaml", "2025-01-01\nbasedOn", "2025-13-01\nbasedOn");

        var rules = copy.Load().Errors.Select(error => error.Rule).Distinct();

        Assert.Equivalent(
            new[] { "key-unknown", "country-unknown", "field-without-category", "clause-without-text", "date-form" },
                rules, strict: true);
    }

    [Fact]
    public void Two_errors_of_one_field_are_both_reported()
    {
        using var copy = PackCopy.Minimal();
        copy.Change($"{PackCopy.Old}/collection-points.yaml", "    category: contact\n    requirement: contract\n", "");

        var rules = copy.Load().Errors.Select(error => error.Rule);

        Assert.Equal(["field-without-category", "field-without-requirement"], rules);
    }

    [Fact]
    public void An_unreadable_file_causes_no_error_elsewhere()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Packs, "minimal", PackCopy.Old),
            "*.yaml"))
        {
            using var copy = PackCopy.Minimal();
            var path = $"{PackCopy.Old}/{Path.GetFileName(file)}";
            copy.Write(path, "a: [\n");

            var errors = copy.Load().Errors;

            Assert.Equal([(path, "yaml-syntax")], errors.Select(error => (error.At.File, error.Rule)).Distinct());
        }
    }
}
