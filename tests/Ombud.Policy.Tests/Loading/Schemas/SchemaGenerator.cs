using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ombud.Policies.Loading.Versions;
using Ombud.Policies.Loading.Yaml;
using Ombud.Policies.Model;

namespace Ombud.Policies.Tests.Loading.Schemas;

/// <summary>Makes the JSON Schemas of a pack's files from the model, so that an editor knows what the loader
/// knows.</summary>
internal sealed class SchemaGenerator
{
    private const string DatePattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

    // What Markdown holds, and what the loader adds.
    private static readonly HashSet<string> Left =
    [
        "PackEntry.At", "Statement.At", "PurposeBasis.At", "Certification.At", "CookieEntry.At", "RegimeRights.Regime",
        "Clause.Title", "Clause.Text", "NoticeSection.Title", "NoticeSection.Lead", "NoticeVersion.Digest",
    ];

    private static readonly Dictionary<string, (int Min, int Max)> Bounds = new(StringComparer.Ordinal)
    {
        ["Purpose.ConsentMonths"] = (1, 120),
        ["RetentionRule.Months"] = (0, 1200),
        ["CookieEntry.Days"] = (0, 3660),
        ["RecourseStep.AcknowledgeWithinDays"] = (1, 90),
        ["CollectionField.Max"] = (1, 100 * 1024 * 1024),
    };

    private static readonly HashSet<string> MayBeEmpty = ["CollectionPoint.Fields", "Site.Cookies"];

    private readonly NullabilityInfoContext _nullability = new();
    private readonly SortedDictionary<string, JsonObject> _definitions = new(StringComparer.Ordinal);

    /// <summary>The schemas by file name.</summary>
    internal static IReadOnlyDictionary<string, JsonObject> All()
    {
        var schemas = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal)
        {
            ["pack.yaml"] = new SchemaGenerator().PackFile(),
            ["version.yaml"] = new SchemaGenerator().Version(),
        };
        foreach (var file in VersionFile.All)
            schemas[file.Name] = new SchemaGenerator().Lists(file);
        return schemas;
    }

    /// <summary>The entry types of a file, for the reference.</summary>
    internal static Type EntryOf(string key) =>
        typeof(NoticeVersion).GetProperty(Pascal(key))!.PropertyType.GetGenericArguments()[0];

    internal static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static string Pascal(string key) => char.ToUpperInvariant(key[0]) + key[1..];

    private JsonObject PackFile() => File("pack.yaml", new()
    {
        ["id"] = Id(typeof(Pack)),
        ["name"] = Described(Localized(), typeof(Pack), "Name"),
        ["disclaimer"] = Described(Localized(), typeof(Pack), "Disclaimer"),
        ["languages"] = Described(List(new() { ["type"] = "string", ["pattern"] = "^[a-z]{2}$" }, min: 1),
            typeof(Pack), "Languages"),
        ["versions"] = Described(List(new() { ["type"] = "string", ["pattern"] = DatePattern }, min: 1),
            typeof(Pack), "Versions"),
    }, "id", "name", "languages", "versions");

    private JsonObject Version() => File("version.yaml", new()
    {
        ["version"] = Described(Date(), typeof(NoticeVersion), "Version"),
        ["effectiveFrom"] = Described(Date(), typeof(NoticeVersion), "EffectiveFrom"),
        ["summary"] = Described(Localized(), typeof(NoticeVersion), "Summary"),
        ["basedOn"] = new JsonObject
        {
            ["type"] = "string",
            ["pattern"] = DatePattern,
            ["description"] = "The older version whose lists this one takes over; absent where it is complete in "
                + "itself.",
        },
    }, "version", "effectiveFrom", "summary");

    private JsonObject Lists(VersionFile file)
    {
        var properties = new JsonObject();
        var removable = new JsonObject();
        foreach (var key in file.Keys)
        {
            properties[key] = List(Define(EntryOf(key)), min: 0);
            removable[key] = List(new() { ["type"] = "string" }, min: 0);
        }

        properties["remove"] = new JsonObject
        {
            ["description"] = "Ids that a version based on another takes away, by list.",
            ["type"] = "object",
            ["properties"] = removable,
            ["additionalProperties"] = false,
        };
        return File(file.Name, properties);
    }

    private JsonObject File(string name, JsonObject properties, params string[] required)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = $"Ombud pack: {name}",
            ["type"] = "object",
            ["properties"] = properties,
        };
        if (required.Length > 0)
            schema["required"] = new JsonArray([.. required.Select(key => JsonValue.Create(key))]);
        schema["additionalProperties"] = false;
        schema["$defs"] = new JsonObject([.. _definitions
            .Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))]);
        return schema;
    }

    private JsonObject Define(Type type)
    {
        var name = Camel(type.Name);
        if (!_definitions.ContainsKey(name))
        {
            _definitions[name] = [];
            _definitions[name] = Record(type);
        }

        return new() { ["$ref"] = $"#/$defs/{name}" };
    }

    private JsonObject Record(Type type)
    {
        var schema = new JsonObject { ["type"] = "object" };
        if (XmlDocs.Of(type) is { } says)
            schema["description"] = says;

        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var property in PropertiesOf(type))
        {
            properties[Camel(property.Name)] = Property(type, property);
            if (IsRequired(property))
                required.Add(Camel(property.Name));
        }

        schema["properties"] = properties;
        if (required.Count > 0)
            schema["required"] = required;
        schema["additionalProperties"] = false;
        if (type == typeof(CollectionField))
        {
            schema["anyOf"] = new JsonArray(
                new JsonObject { ["required"] = new JsonArray("category") },
                new JsonObject { ["required"] = new JsonArray("notPersonal") });
        }

        return schema;
    }

    /// <summary>The properties of a type that stand in a file, the id first.</summary>
    internal static IEnumerable<PropertyInfo> PropertiesOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(one => one.CanWrite && !Left.Contains($"{one.DeclaringType!.Name}.{one.Name}"))
            .OrderByDescending(one => one.Name == "Id");

    internal bool IsRequired(PropertyInfo property) =>
        property.IsDefined(typeof(RequiredMemberAttribute))
        || (IsPositional(property) && _nullability.Create(property).WriteState is not NullabilityState.Nullable);

    private static bool IsPositional(PropertyInfo property) => property.DeclaringType!.GetConstructors()
        .Any(constructor => constructor.GetParameters().Any(parameter => parameter.Name == property.Name));

    private JsonObject Property(Type type, PropertyInfo property)
    {
        if (property.Name == "Id")
            return Id(type);

        var value = WordsOf(property) is { } words ? Words(words) : Value(property.PropertyType,
            IsRequired(property) && !MayBeEmpty.Contains($"{type.Name}.{property.Name}") ? 1 : 0);
        if (Bounds.TryGetValue($"{type.Name}.{property.Name}", out var bounds))
            (value["minimum"], value["maximum"]) = (bounds.Min, bounds.Max);
        return Described(value, type, property.Name);
    }

    private JsonObject Value(Type type, int min)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType)
            return List(Value(type.GetGenericArguments()[0], min), min);
        if (type.IsEnum)
            return Words(type);
        if (type == typeof(LocalizedText))
            return Localized();
        if (type == typeof(DateOnly))
            return Date();

        return type == typeof(string) ? Text()
            : type == typeof(bool) ? new() { ["type"] = "boolean" }
            : type == typeof(int) ? new() { ["type"] = "integer" }
            : type == typeof(Uri) ? new() { ["type"] = "string", ["pattern"] = "^https?://" }
            : Define(type);
    }

    private JsonObject Localized()
    {
        _definitions.TryAdd("localizedText", new()
        {
            ["description"] = "A text by language; every language of the pack is required.",
            ["type"] = "object",
            ["patternProperties"] = new JsonObject { ["^[a-z]{2}$"] = Text() },
            ["additionalProperties"] = false,
            ["minProperties"] = 1,
        });
        return new() { ["$ref"] = "#/$defs/localizedText" };
    }

    private static JsonObject Id(Type type) => new()
    {
        ["type"] = "string",
        ["pattern"] = type == typeof(Clause)
            ? YamlReader.ClauseIdPattern.ToString().Replace("\\z", "$", StringComparison.Ordinal)
            : YamlReader.IdPattern.ToString().Replace("\\z", "$", StringComparison.Ordinal),
        ["maxLength"] = 80,
        ["description"] = "The entry's word; it stays for ever and is never reused for something else.",
    };

    /// <summary>The words that a text is chosen from, where the loader knows them; null for any text.</summary>
    internal static IReadOnlyList<string>? WordsOf(PropertyInfo property) =>
        property.DeclaringType == typeof(CollectionField) && property.Name is nameof(CollectionField.Resume) ? ResumePlaces.All : null;

    private static JsonObject Words(Type type) => Words([.. Enum.GetNames(type).Select(EnumWords.Word)]);

    private static JsonObject Words(IReadOnlyList<string> words) =>
        new() { ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]) };

    private static JsonObject Text() => new() { ["type"] = "string", ["minLength"] = 1 };

    private static JsonObject Date() => new() { ["type"] = "string", ["format"] = "date", ["pattern"] = DatePattern };

    private static JsonObject List(JsonObject items, int min)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = items };
        if (min > 0)
            list["minItems"] = min;
        if (items["type"]?.GetValue<string>() == "string")
            list["uniqueItems"] = true;
        return list;
    }

    private static JsonObject Described(JsonObject value, Type type, string property)
    {
        if (XmlDocs.Of(type.GetProperty(property)!) is { } says)
            value["description"] = says;
        return value;
    }
}
