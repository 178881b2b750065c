using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;
using Ombud.Policies.Loading;
using Ombud.Policies.Loading.Versions;
using Ombud.Policies.Loading.Yaml;

namespace Ombud.Policies.Tests.Loading.Schemas;

public sealed class SchemaTests
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string Folder => Path.Combine(Repository.Root, "packs", "schema");

    public static IEnumerable<TheoryDataRow<string>> Files =>
        SchemaGenerator.All().Keys.Select(file => new TheoryDataRow<string>(file));

    [Theory]
    [MemberData(nameof(Files))]
    public void The_committed_schema_is_that_of_the_model(string file) =>
        Golden.Match(PathOf(file), SchemaGenerator.All()[file].ToJsonString(Indented) + "\n");

    [Fact]
    public void There_is_no_schema_without_a_file() =>
        Assert.Equal(
            SchemaGenerator.All().Keys.Select(file => Path.GetFileName(PathOf(file))).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_schema_accepts_the_packs_that_load(string file)
    {
        var schema = await Read(file);
        string[] packs = [Path.Combine(Repository.Packs, "minimal"),
            Path.Combine(Repository.Root, "packs", "allegis-group")];
        var documents = packs.SelectMany(pack => Directory.EnumerateFiles(pack, file, SearchOption.AllDirectories))
            .ToList();

        Assert.NotEmpty(documents);
        foreach (var document in documents)
            Assert.Empty(schema.Validate(ToJson(document)).Select(error => $"{document} {error}"));
    }

    [Theory]
    [InlineData("purposes.yaml", "nature: marketing", "nature: marketting")]
    [InlineData("purposes.yaml", "  clause: use.why\n", "")]
    [InlineData("purposes.yaml", "  clause: use.why\n", "  clauses: use.why\n")]
    [InlineData("purposes.yaml", "subjects: [job-seeker, referee]", "subjects: []")]
    [InlineData("purposes.yaml", "consentMonths: 24", "consentMonths: 0")]
    [InlineData("purposes.yaml", "id: newsletter", "id: News_Letter")]
    [InlineData("purposes.yaml", "{en: Newsletter, sv: Nyhetsbrev}", "Newsletter")]
    [InlineData("collection-points.yaml", "    category: contact\n", "")]
    [InlineData("collection-points.yaml", "    requirement: contract\n", "")]
    [InlineData("collection-points.yaml", "identifies: true", "identifies: 'true'")]
    [InlineData("clauses.yaml", "until: 2025-01-01", "until: 2025")]
    [InlineData("cookies.yaml", "purpose: login", "purpose: advertising")]
    [InlineData("cookies.yaml", "https://nordlight.example/", "javascript:alert(1)")]
    [InlineData("pack.yaml", "languages: [en, sv]\n", "")]
    public async Task The_schema_refuses_what_the_loader_refuses(string file, string from, string to)
    {
        using var copy = PackCopy.Minimal();
        var path = file is "pack.yaml" ? file : $"{PackCopy.Old}/{file}";
        copy.Change(path, from, to);
        var schema = await Read(file);

        Assert.NotEmpty(schema.Validate(ToJson(copy.PathOf(path))));
        Assert.NotEmpty(copy.Load().Errors);
    }

    [Fact]
    public void Every_list_of_a_version_has_a_file() =>
        Assert.Equal(
            typeof(Model.NoticeVersion).GetProperties().Where(one => one.PropertyType.IsGenericType)
                .Select(one => SchemaGenerator.Camel(one.Name)).Order(StringComparer.Ordinal),
            VersionFile.All.SelectMany(file => file.Keys).Order(StringComparer.Ordinal));

    private static string PathOf(string file) => Path.Combine(Folder, Path.ChangeExtension(file, ".schema.json"));

    // The validator speaks an older draft, in which the definitions have another key; all else that we use is the same.
    private static async Task<JsonSchema> Read(string file)
    {
        var text = await File.ReadAllTextAsync(PathOf(file));
        return await JsonSchema.FromJsonAsync(text.Replace("$defs", "definitions", StringComparison.Ordinal));
    }

    private static string ToJson(string path)
    {
        var findings = new Findings();
        var file = SourceFile.Read(Path.GetDirectoryName(path)!, Path.GetFileName(path), findings);
        return Node(YamlFile.Read(file, findings)!)!.ToJsonString();
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMap map => new JsonObject([.. map.Entries
            .Select(entry => KeyValuePair.Create(entry.Key.Value, Node(entry.Value)))]),
        YamlList list => new JsonArray([.. list.Items.Select(Node)]),
        YamlScalar scalar when CoreSchema.IsNull(scalar) => null,
        YamlScalar scalar when CoreSchema.Flag(scalar) is { } flag => flag,
        YamlScalar scalar when CoreSchema.IsNumber(scalar) => JsonNode.Parse(scalar.Value),
        YamlScalar scalar => scalar.Value,
        _ => null,
    };
}
