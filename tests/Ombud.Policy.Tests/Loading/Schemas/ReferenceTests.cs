using System.Reflection;
using System.Text;
using Ombud.Policies.Loading;
using Ombud.Policies.Loading.Versions;
using Ombud.Policies.Loading.Yaml;
using Ombud.Policies.Model;

namespace Ombud.Policies.Tests.Loading.Schemas;

public sealed class ReferenceTests
{
    private static string Reference => Path.Combine(Repository.Root, "docs", "pack-format.md");

    [Fact]
    public void The_reference_lists_every_rule() => MatchPart("rules", Rules());

    [Fact]
    public void The_reference_lists_every_key() => MatchPart("keys", Keys());

    [Fact]
    public void A_rule_has_one_code_and_a_sentence()
    {
        Assert.Equal(PackRules.All.Count, PackRules.All.Select(rule => rule.Code).Distinct().Count());
        Assert.All(PackRules.All, rule => Assert.Matches("^[a-z]+(-[a-z]+)+$", rule.Code));
        Assert.All(PackRules.All, rule => Assert.EndsWith(".", rule.Says, StringComparison.Ordinal));
    }

    private static void MatchPart(string name, string actual)
    {
        var text = File.ReadAllText(Reference);
        var (begin, end) = ($"<!-- {name}: generated -->\n", $"<!-- end of {name} -->");
        var start = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var stop = text.IndexOf(end, StringComparison.Ordinal);

        Golden.Match(Reference, text[..start] + actual + text[stop..]);
    }

    private static string Rules()
    {
        var table = new StringBuilder("| code | rule |\n| --- | --- |\n");
        foreach (var rule in PackRules.All)
            table.Append('|').Append(" `").Append(rule.Code).Append("` | ").Append(rule.Says).Append(" |\n");
        return table.ToString();
    }

    private static string Keys()
    {
        var text = new StringBuilder();
        var told = new HashSet<Type>();
        foreach (var file in VersionFile.All)
        {
            foreach (var key in file.Keys)
                Entry(text, told, SchemaGenerator.EntryOf(key), $"`{key}` in `{file.Name}`");
        }

        return text.ToString();
    }

    private static void Entry(StringBuilder text, HashSet<Type> told, Type type, string heading)
    {
        if (!told.Add(type))
            return;

        text.Append("\n### ").Append(heading).Append("\n\n").Append(XmlDocs.Of(type)).Append('\n')
            .Append("\n| key | value | | says |\n| --- | --- | --- | --- |\n");
        var inner = new List<(Type Type, string Heading)>();
        var generator = new SchemaGenerator();
        foreach (var property in SchemaGenerator.PropertiesOf(type))
        {
            var required = generator.IsRequired(property) ? "required" : "";
            var key = SchemaGenerator.Camel(property.Name);
            text.Append("| `").Append(key).Append("` | ").Append(Word(property)).Append(" | ")
                .Append(required)
                .Append(" | ").Append(XmlDocs.Of(property)).Append(" |\n");
            if (Inner(property) is { } record)
                inner.Add((record, $"An entry of `{key}`"));
        }

        foreach (var (record, innerHeading) in inner)
            Entry(text, told, record, innerHeading);
    }

    private static Type? Inner(PropertyInfo property)
    {
        var type = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[0]
            : property.PropertyType;
        return type.IsClass && type.Namespace == typeof(Pack).Namespace && type != typeof(LocalizedText) ? type : null;
    }

    private static string Word(PropertyInfo property) => SchemaGenerator.WordsOf(property) is { } words
        ? string.Join(", ", words.Select(word => $"`{word}`")) : Word(property.PropertyType);

    private static string Word(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsGenericType ? $"list of {Word(type.GetGenericArguments()[0])}"
            : type.IsEnum ? string.Join(", ", Enum.GetNames(type).Select(name => $"`{EnumWords.Word(name)}`"))
            : type == typeof(LocalizedText) ? "text by language"
            : type == typeof(string) ? "text"
            : type == typeof(bool) ? "true or false"
            : type == typeof(int) ? "number"
            : type == typeof(DateOnly) ? "date"
            : type == typeof(Uri) ? "address"
            : "mapping";
    }
}
