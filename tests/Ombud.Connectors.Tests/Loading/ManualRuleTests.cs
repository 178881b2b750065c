using Ombud.Connectors.Describing;
using Ombud.Connectors.Loading;

namespace Ombud.Connectors.Tests.Loading;

public sealed class ManualRuleTests
{
    /// <summary>A file without an error, to be broken in one place.</summary>
    internal const string Sound = """
        system: archive
        title: Paper archive
        kind: manual
        controller: nordlight
        subjects: [buyer]
        manual:
          how: Look in the cabinet by name.
          howToRestrict: Put the folder into the locked drawer.
          writeTo: archive@nordlight.example
          tell: [email, account]
          remindAfter: 10

        """;

    // From, to, rule, a part of what is said. Each breaks one rule and no other.
    public static TheoryData<string, string, string, string> Broken => new()
    {
        { Sound[Sound.IndexOf("manual:\n", StringComparison.Ordinal)..], "", "manual-elsewhere", "'how'" },
        { "  writeTo: archive@nordlight.example\n", "", "manual-tell", "'writeTo'" },
        { "  how: Look in the cabinet by name.\n", "", "key-missing", "'how'" },
        { "howToRestrict: Put the folder into the locked drawer.", "howToRestrict: ''", "value-empty", "'howToRestrict'" },
        { "archive@nordlight.example", "the archive", "email-form", "no e-mail address" },
        { "[email, account]", "[mail]", "value-unknown", "did you mean 'email'?" },
        { "remindAfter: 10", "remindAfter: 0", "value-range", "1 to 365" },
        { "controller: nordlight\n", "controller: nordlight\nconnection: Archive\n", "key-unknown", "'connection'" },
        { "controller: nordlight\n", "controller: nordlight\ntables: []\n", "key-unknown", "'tables'" },
    };

    public static TheoryData<string, string> RefusedByBoth => [.. Broken.Select(row => (row.Data.Item1, row.Data.Item2))];

    internal static string With(string from, string to)
    {
        Assert.Contains(from, Sound, StringComparison.Ordinal);
        return Sound.Replace(from, to, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_rule_is_told_with_what_to_do(string from, string to, string rule, string says)
    {
        var error = Assert.Single(DatasetText.Load(With(from, to)).Errors);

        Assert.Equal(rule, error.Rule);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_asked_of_people_stands_in_no_other_file()
    {
        var error = Assert.Single(DatasetText.Load(DatasetText.Sound + "manual:\n  how: Ask them.\n").Errors);

        Assert.Equal("manual-elsewhere", error.Rule);
    }

    [Fact]
    public void What_is_written_loads_to_the_same()
    {
        var system = DatasetText.Load(Sound).System!;

        Assert.Equal(Described.Of(system), Described.Of(DatasetText.Load(DatasetWriter.Write(system)).System!));
        Assert.Equal([IdentifierKind.Email, IdentifierKind.Account], system.Manual!.Tell);
        Assert.Equal(10, system.Manual.RemindAfter);
        Assert.Empty(system.Tables);
    }
}
