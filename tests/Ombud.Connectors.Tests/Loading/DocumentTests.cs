using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;
using NJsonSchema;
using Ombud.Connectors.Loading;
using Ombud.Connectors.Tests.Planning;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Ombud.Connectors.Tests.Loading;

public sealed partial class DocumentTests
{
    internal static string Docs { get; } = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs");

    private static string Reference { get; } = Path.Combine(Docs, "dataset-format.md");

    // The validator speaks an older draft, in which the definitions have another key; all else that we use is the same.
    private static Task<JsonSchema> Schema { get; } = JsonSchema.FromJsonAsync(
        File.ReadAllText(Path.Combine(Docs, "dataset.schema.json")).Replace("$defs", "definitions", StringComparison.Ordinal));

    public static TheoryData<string, string> RefusedByBoth =>
        [.. DatasetRuleTests.Broken.Where(row => !NeedsTheWhole(row.Data.Item3) && row.Data.Item2 is not "erase: ~"
                && !row.Data.Item2.Contains("1e99", StringComparison.Ordinal))
            .Select(row => (row.Data.Item1, row.Data.Item2))];

    [Fact]
    public async Task Every_example_of_the_document_loads_and_passes_the_schema()
    {
        var examples = Example.Matches(await File.ReadAllTextAsync(Reference)).Select(match => match.Groups["yaml"].Value).ToList();

        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            Assert.Empty(DatasetText.Load(example).Errors);
            Assert.Empty((await Schema).Validate(ToJson(example)));
        }
    }

    [Fact]
    public async Task The_example_names_what_the_shipped_pack_has()
    {
        var world = new DatasetWorld
        {
            Categories = PackIds("categories.yaml"),
            Controllers = new HashSet<string> { "allegis-group" },
            SubjectKinds = PackIds("subjects.yaml"),
        };

        Assert.Empty(DatasetText.Load(Example.Match(await File.ReadAllTextAsync(Reference)).Groups["yaml"].Value, world).Errors);
    }

    [Fact]
    public async Task The_schema_accepts_what_loads()
    {
        var schema = await Schema;

        Assert.Empty(schema.Validate(ToJson(DatasetText.Sound)));
        DrawnSystems.All.Sample(system => Assert.Empty(schema.Validate(ToJson(DatasetWriter.Write(system)))), iter: 200);
    }

    [Theory]
    [MemberData(nameof(RefusedByBoth))]
    public async Task The_schema_refuses_what_the_loader_refuses(string from, string to)
    {
        var text = DatasetText.With(from, to);

        Assert.NotEmpty((await Schema).Validate(ToJson(text)));
        Assert.NotEmpty(DatasetText.Load(text).Errors);
    }

    [Theory]
    [MemberData(nameof(CallRuleTests.RefusedByBoth), MemberType = typeof(CallRuleTests))]
    public async Task The_schema_refuses_calls_that_the_loader_refuses(string from, string to) =>
        Assert.NotEmpty((await Schema).Validate(ToJson(CallRuleTests.With(from, to))));

    [Theory]
    [MemberData(nameof(ManualRuleTests.RefusedByBoth), MemberType = typeof(ManualRuleTests))]
    public async Task The_schema_refuses_of_people_what_the_loader_refuses(string from, string to) =>
        Assert.NotEmpty((await Schema).Validate(ToJson(ManualRuleTests.With(from, to))));

    [Theory]
    [InlineData(CallRuleTests.Sound)]
    [InlineData(ManualRuleTests.Sound)]
    public async Task The_schema_accepts_what_loads_of_other_kinds(string sound) => Assert.Empty((await Schema).Validate(ToJson(sound)));

    [Fact]
    public void The_document_lists_every_rule()
    {
        var table = new StringBuilder("| code | rule |\n| --- | --- |\n");
        foreach (var rule in DatasetRules.All)
            table.Append("| `").Append(rule.Code).Append("` | ").Append(rule.Says).Append(" |\n");

        var text = File.ReadAllText(Reference);
        const string Begin = "<!-- rules: generated -->\n";
        var start = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var whole = text[..start] + table + text[text.IndexOf("<!-- end of rules -->", StringComparison.Ordinal)..];
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is "1")
            File.WriteAllText(Reference, whole);

        Assert.Equal(whole, File.ReadAllText(Reference));
    }

    /// <summary>The ids that a file of the shipped pack declares.</summary>
    internal static HashSet<string> PackIds(string file) =>
        [.. Id.Matches(File.ReadAllText(Path.Combine(Docs, "..", "packs", "allegis-group", "2018-05-04", file)))
            .Select(match => match.Groups["id"].Value)];

    // What one mapping alone does not tell: a schema cannot judge it. Nor can it tell the ways to write nothing apart.
    private static bool NeedsTheWhole(string rule) => rule is "table-duplicate" or "field-duplicate" or "key-not-listed"
        or "reference-to-itself" or "dataset-reference-dangling" or "nobody-identified" or "table-unreachable" or "order-circular"
        or "erase-of-key" or "holds-leading" or "retention-from" or "restricting-field" or "restricting-values";

    private static string ToJson(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Node(stream.Documents[0].RootNode)!.ToJsonString();
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children
            .Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value!, Node(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Node)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" or "null" } => null,
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } truth => truth.Value is "true",
        YamlScalarNode { Style: ScalarStyle.Plain } number
            when int.TryParse(number.Value, CultureInfo.InvariantCulture, out var whole) => whole,
        YamlScalarNode scalar => scalar.Value,
        _ => throw new InvalidOperationException("No dataset file holds such a thing."),
    };

    private static string Here([CallerFilePath] string file = "") => file;

    [GeneratedRegex(@"```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Example { get; }

    [GeneratedRegex(@"^- id: (?<id>\S+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id { get; }
}
