using System.Text;

namespace Ombud.Policies.Tests.Loading.Rules;

public sealed class YamlRuleTests
{
    public static IEnumerable<TheoryDataRow<RuleCase>> Cases => RuleCase.Rows(
        new("yaml-syntax", "subjects.yaml", "subjectKinds:", "«- a"),
        new("yaml-tab", "subjects.yaml", "- id: referee", "- id:«\treferee"),
        new("yaml-documents", "version.yaml", "summary: {en: The first., sv: Den första.}",
            "summary: {en: The first., sv: Den första.}\n«---\na: b"),
        new("yaml-anchor", "subjects.yaml", "clause: scope.who", "clause: «&who scope.who"),
        new("yaml-anchor", "subjects.yaml", "clause: scope.who", "clause: «*who"),
        new("yaml-anchor", "subjects.yaml", "clause: scope.who", "clause: «!!str scope.who"),
        new("yaml-depth", "pack.yaml", "id: nordlight",
            $"deep: {new string('[', 31)}«[]{new string(']', 31)}\nid: nordlight"),
        new("file-character", "subjects.yaml", "Who vouches.", "Who «\u202Evouches."),
        new("key-unknown", "subjects.yaml", "description: {en: Who v",
            "description: {en: Who vouches., sv: B}\n  «descripton: {en: Who v"),
        new("key-unknown", "cookies.yaml", "days: 0", "days: 0\n    «colour: blue"),
        new("key-unknown", "categories.yaml", "categories:", "«kategorier: []\ncategories:"),
        new("key-duplicate", "cookies.yaml", "days: 0", "days: 0\n    «days: 1"),
        new("key-missing", "parties.yaml", "- id: nordlight-inc\n  legalName: Nordlight Inc.\n",
            "- «id: nordlight-inc\n"),
        new("key-missing", "subjects.yaml", "- id: referee\n  clause: scope.who\n", "- «id: referee\n"),
        new("key-missing", "purposes.yaml", "- {regimes: [ch, us-ca, us, default], basis: notice}",
            "- «{regimes: [ch, us-ca, us, default]}"),
        new("value-type", "parties.yaml", "brand: Nordlight", "brand: «12"),
        new("value-type", "parties.yaml", "brand: Nordlight", "brand: «{en: Nordlight}"),
        new("value-type", "parties.yaml", "brand: Nordlight", "brand: «true"),
        new("value-type", "parties.yaml", "serves: [SE, FI]", "serves: «SE"),
        new("value-type", "cookies.yaml", "days: 0", "days: «'0'"),
        new("value-type", "categories.yaml", "humanResources: true", "humanResources: «yes"),
        new("value-type", "subjects.yaml", "name: {en: Referee, sv: Referens}", "name: «Referee"),
        new("value-type", "subjects.yaml", "- id: referee", "- «referee\n- id: referee"),
        new("value-empty", "parties.yaml", "brand: Nordlight", "brand: «''"),
        new("value-empty", "parties.yaml", "brand: Nordlight", "brand: «null"),
        new("value-empty", "purposes.yaml", "subjects: [job-seeker, referee]\n  categories: [contact, health]",
            "subjects: [job-seeker, referee]\n  categories: «[]"),
        new("value-unknown", "categories.yaml", "nature: special", "nature: «speciel"),
        new("value-unknown", "cookies.yaml", "purpose: login", "purpose: «advertising"),
        new("value-unknown", "parties.yaml", "role: parent", "role: «Parent"),
        new("value-unknown", "collection-points.yaml", "    max: 320\n", "    max: 320\n    resume: «basics.mail\n"),
        new("value-range", "retention.yaml", "months: 24", "months: «1201"),
        new("value-range", "retention.yaml", "months: 24", "months: «-1"),
        new("value-range", "retention.yaml", "months: 24", "months: «1.5"),
        new("value-twice", "parties.yaml", "serves: [SE, FI]", "serves: [SE, «SE]"),
        new("id-form", "cookies.yaml", "id: main", "id: «Main_Site"),
        new("id-form", "cookies.yaml", "id: main", "id: «" + new string('a', 81)),
        new("id-duplicate", "retention.yaml", "id: longest", "id: «pool"),
        new("id-duplicate", "collection-points.yaml", "id: position", "id: «email"),
        new("date-form", "safeguards.yaml", "from: 2022-01-01", "from: «2022-02-30"),
        new("date-form", "safeguards.yaml", "from: 2022-01-01", "from: «1 January 2022"),
        new("dates-reversed", "safeguards.yaml", "until: 2030-12-31", "until: «2021-12-31"),
        new("dates-reversed", "recipients.yaml", "agreementUntil: 2027-01-01", "agreementUntil: «2022-12-31"),
        new("link-form", "cookies.yaml", "link: https://nordlight.example/", "link: «javascript:alert(1)"),
        new("link-form", "cookies.yaml", "link: https://nordlight.example/", "link: «/cookies"),
        new("email-form", "contacts.yaml", "privacy@nordlight.example", "«privacy.nordlight.example"),
        new("language-missing", "subjects.yaml", "name: {en: Referee, sv: Referens}", "name: «{en: Referee}"),
        new("language-unknown", "subjects.yaml", "name: {en: Referee, sv: Referens}",
            "name: {en: Referee, sv: Referens, «de: Referenz}"),
        new("language-missing", "parties.yaml", "{en: Staffing, sv: Bemanning}", "«{en: Staffing}"));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_badly_written_value_is_refused_at_its_place(RuleCase one) => one.Check();

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused_at_their_place()
    {
        using var copy = PackCopy.Minimal();
        var path = $"{PackCopy.Old}/cookies.yaml";
        var bytes = File.ReadAllBytes(copy.PathOf(path));
        var at = Encoding.UTF8.GetString(bytes).IndexOf("main", StringComparison.Ordinal);
        bytes[at + 1] = 0xE5;
        File.WriteAllBytes(copy.PathOf(path), bytes);

        var error = Assert.Single(copy.Load().Errors);

        Assert.Equal(("file-encoding", path, 2, 8), (error.Rule, error.At.File, error.At.Line, error.At.Column));
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_unread()
    {
        using var copy = PackCopy.Minimal();
        var path = $"{PackCopy.Old}/cookies.yaml";
        copy.Write(path, copy.Read(path) + "# " + new string('x', 1024 * 1024));

        var error = Assert.Single(copy.Load().Errors);

        Assert.Equal(("file-too-large", path), (error.Rule, error.At.File));
    }

    [Fact]
    public void A_list_of_a_million_brackets_is_refused_and_not_followed()
    {
        using var copy = PackCopy.Minimal();
        copy.Write($"{PackCopy.Old}/cookies.yaml", "sites: " + new string('[', 1_000_000));

        Assert.All(copy.Load().Errors, error => Assert.Equal("yaml-depth", error.Rule));
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        using var copy = PackCopy.Minimal();
        copy.Write($"{PackCopy.Old}/cookies.yaml", "# nothing\n");

        Assert.Equal("yaml-syntax", Assert.Single(copy.Load().Errors).Rule);
    }
}
