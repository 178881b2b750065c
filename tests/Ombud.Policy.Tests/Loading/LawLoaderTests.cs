using Ombud.Policies.Law;
using Ombud.Policies.Loading;
using Ombud.Policies.Model;

namespace Ombud.Policies.Tests.Loading;

public sealed class LawLoaderTests
{
    private static readonly string Source = Path.Combine(Repository.Packs, "law");

    [Fact]
    public void The_laws_data_is_read_with_its_dates()
    {
        var law = LawLoader.Load(Source).Law!;

        Assert.Equal(6, law.Countries.Count);
        Assert.Equal("FI", law.Countries.Single(country => country.Id == "AX").PartOf);
        Assert.Equal(new RegimeMember("GB", null, new(2020, 12, 31)), law.Regimes[0].Members[^1]);
        Assert.Equal(new DateOnly(2021, 9, 26), law.Mechanisms[1].NewContractsTo);
        Assert.Null(law.Mechanisms[2].ValidTo);
        Assert.Equal(MechanismKind.Certification, law.Mechanisms[0].Kind);
        Assert.Equal("GB", Assert.Single(law.Adequacies).To);
    }

    [Theory]
    [InlineData("regimes.yaml", "country: FI", "country: «FX", "country-unknown")]
    [InlineData("countries.yaml", "partOf: FI", "partOf: «FX", "country-unknown")]
    [InlineData("mechanisms.yaml", "to: [US]", "to: [«USA]", "country-unknown")]
    [InlineData("mechanisms.yaml", "dependsOn: clauses", "dependsOn: «clause", "reference-dangling")]
    [InlineData("mechanisms.yaml", "from: uk", "from: «gb", "value-unknown")]
    [InlineData("mechanisms.yaml", "kind: clauses", "kind: «contract", "value-unknown")]
    [InlineData("mechanisms.yaml", "validTo: 2022-12-26", "validTo: «2009-12-26", "dates-reversed")]
    [InlineData("mechanisms.yaml", "instrument: Section 119A", "«instrument: Section 119A\n  instrument: B",
        "key-duplicate")]
    [InlineData("adequacy.yaml", "to: GB", "to: «UK", "country-unknown")]
    [InlineData("countries.yaml", "id: FI", "id: «SE", "id-duplicate")]
    [InlineData("countries.yaml", "en: Sweden", "en: Sweden, «xx: Z", "language-unknown")]
    [InlineData("adequacy.yaml", "adequacy:", "«adequate:", "key-missing")]
    [InlineData("holidays.yaml", "country: SE, on: 12-25", "country: «SX, on: 12-25", "country-unknown")]
    [InlineData("holidays.yaml", "on: 12-25", "on: «25-12", "date-form")]
    [InlineData("holidays.yaml", "on: 12-25", "on: «02-29", "date-form")]
    [InlineData("holidays.yaml", "easter: 1,", "easter: «365,", "value-range")]
    [InlineData("holidays.yaml", "weekday: saturday", "weekday: «lördag", "value-unknown")]
    [InlineData("holidays.yaml", "- {id: se-christmas, country: SE, on: 12-25", "- «{id: se-christmas, country: SE", "key-missing")]
    [InlineData("holidays.yaml", "- {id: se-christmas, country: SE, on: 12-25", "- «{id: se-christmas, country: SE, on: 12-25, easter: 2",
        "key-missing")]
    [InlineData("deadlines.yaml", "unit: months}}, cite: \"GDPR article 12(3)", "unit: «month}}, cite: \"GDPR article 12(3)",
        "value-unknown")]
    [InlineData("agents.yaml", "regime: eu", "regime: «us-tx", "reference-dangling")]
    [InlineData("agents.yaml", "[lawyer,", "[«lawer,", "reference-dangling")]
    [InlineData("agents.yaml", "word-of-person]", "«words-of-person]", "reference-dangling")]
    [InlineData("agents.yaml", "- {id: eu-agent, regime: eu, capacities: [lawyer, power-of-attorney]", "- «{id: eu-agent, regime: eu",
        "key-missing")]
    public void An_error_in_the_law_is_named_at_its_place(string file, string from, string to, string rule)
    {
        var folder = Directory.CreateTempSubdirectory("ombud-law-").FullName;
        try
        {
            foreach (var path in Directory.EnumerateFiles(Source))
                File.Copy(path, Path.Combine(folder, Path.GetFileName(path)));
            var text = File.ReadAllText(Path.Combine(folder, file)).Replace(from, to, StringComparison.Ordinal);
            var at = text.IndexOf(PackCopy.Mark, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder, file),
                text.Replace($"{PackCopy.Mark}", "", StringComparison.Ordinal));

            var loading = LawLoader.Load(folder);

            Assert.Null(loading.Law);
            var first = loading.Errors.First(error => error.Rule == rule);
            var line = text[..at].Count(letter => letter == '\n') + 1;
            Assert.Equal(new SourceSpan(file, rule == "key-duplicate" ? line + 1 : line, first.At.Column), first.At);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_folder_without_law_is_an_error_and_no_exception()
    {
        var loading = LawLoader.Load(Path.Combine(Repository.Packs, "nowhere"));

        Assert.Null(loading.Law);
        Assert.Equal(7, loading.Errors.Count(error => error.Rule == "file-missing"));
    }
}
