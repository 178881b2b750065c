using Ombud.Connectors.Describing;
using Ombud.Policies.Loading;
using Ombud.Policies.Loading.Yaml;
using Ombud.Policies.Model;

namespace Ombud.Connectors.Loading;

/// <summary>Reads what a dataset file says; what it means together is judged by the checks.</summary>
internal sealed class DatasetMapper(Findings findings)
{
    private const int IdLengthMax = 80;
    private readonly HttpMapper _http = new(findings);

    internal SystemDescription System(YamlReader node)
    {
        var kind = Word(node, "kind", DatasetWords.Kinds) ?? default;
        return new()
        {
            At = node.At,
            Id = Id(node),
            Title = node.Text("title"),
            Kind = kind,
            Connection = kind is SystemKind.Manual ? "" : Connection(node),
            Controller = node.Text("controller"),
            Subjects = node.SomeWords("subjects"),
            Http = node.Child("http", _http.System),
            Manual = node.Child("manual", Manual),
            Tables = kind is SystemKind.Manual ? [] : node.SomeOf("tables", Table),
        };
    }

    private ManualDescription Manual(YamlReader node)
    {
        var manual = new ManualDescription
        {
            How = node.Text("how"),
            HowToRestrict = node.OptionalText("howToRestrict"),
            WriteTo = node.OptionalEmail("writeTo"),
            Tell = [.. node.Words("tell").Select((word, index) => Told(node, word, index)).OfType<IdentifierKind>()],
            RemindAfter = node.OptionalNumber("remindAfter", 1, 365) ?? new ManualDescription { How = "" }.RemindAfter,
        };
        if (manual is { Tell.Count: > 0, WriteTo: null })
            Report(node, "tell", DatasetRules.ManualTell, "no letter is written; write 'writeTo' with an address, or leave 'tell' out");
        return manual;
    }

    private IdentifierKind? Told(YamlReader node, string word, int index)
    {
        if (DatasetWords.Identifiers.Find(word) is { } kind)
            return kind;

        var known = DatasetWords.Identifiers.Select(one => one.Word).ToList();
        findings.Add(findings.Places.Of(node.At, "tell", index), PackRules.ValueUnknown,
            $"'{word}' is not one of {string.Join(", ", known)}{Suggestion.For(word, known)}");
        findings.MarkFaulty(node.At, "tell");
        return null;
    }

    private TableDescription Table(YamlReader node) => new()
    {
        At = node.At,
        Name = Name(node, "table", DatasetWords.IsTableName),
        Key = node.SomeWords("key"),
        Erase = Word(node, "erase", DatasetWords.TableErasures) ?? default,
        Because = node.OptionalText("because"),
        Http = node.Child("http", _http.Calls),
        Retention = node.Child("retention", Retention),
        Restricting = node.Child("restricting", Restricting),
        Fields = node.SomeOf("fields", Field),
    };

    private const int RetentionMonthsMax = 1200;

    private static RetentionDescription Retention(YamlReader node) => new()
    {
        At = node.At,
        From = node.Text("from"),
        Months = node.Number("months", 1, RetentionMonthsMax),
    };

    private RestrictingDescription Restricting(YamlReader node) => new()
    {
        At = node.At,
        Field = node.Text("field"),
        To = Mark(node, "to"),
        Back = Mark(node, "back"),
    };

    private object? Mark(YamlReader node, string key)
    {
        var raw = node.Raw(key);
        if (raw is YamlScalar scalar && MarkText.TryRead(scalar, out var mark))
            return mark;

        if (raw is null)
            findings.Add(node.At, PackRules.KeyMissing, $"'{key}' is missing; add it");
        else if (raw is not YamlRefused)
            Report(node, key, PackRules.ValueType, $"'{key}' is a mark; write a text, a number, true or false");
        findings.MarkFaulty(node.At, key);
        return null;
    }

    private FieldDescription Field(YamlReader node) => new()
    {
        At = node.At,
        Name = Name(node, "field", DatasetWords.IsFieldName),
        Category = node.OptionalText("category"),
        Identifies = node.Has("identifies") ? Word(node, "identifies", DatasetWords.Identifiers) : null,
        Holds = node.OptionalText("holds"),
        Reference = Reference(node),
        Erase = Erasure(node),
    };

    private string Id(YamlReader node)
    {
        var id = node.Text("system");
        if (id.Length > 0 && (id.Length > IdLengthMax || !YamlReader.IdPattern.IsMatch(id)))
        {
            Report(node, "system", PackRules.IdForm,
                $"'{id}' is no id; write lower case with hyphens, such as 'crm', at most {IdLengthMax} characters");
        }

        return id;
    }

    private string Name(YamlReader node, string key, Func<string, bool> isName)
    {
        var name = node.Text(key);
        if (name.Length > 0 && !isName(name))
            Report(node, key, DatasetRules.NameForm, $"this is no name of a {key}; write letters, digits, spaces within and _ $ # -");
        return name;
    }

    // What stands there may be a secret: it is never repeated.
    private string Connection(YamlReader node)
    {
        var name = node.Text("connection");
        if (name.Contains('=', StringComparison.Ordinal) || name.Contains(';', StringComparison.Ordinal)
            || name.Contains("://", StringComparison.Ordinal))
        {
            Report(node, "connection", DatasetRules.ConnectionSecret,
                "this looks like a connection string; set it as ConnectionStrings__Name outside the file, write 'Name' here, "
                + "and change its password where the file was shared");
        }
        else if (name.Length > 0 && !DatasetWords.ConnectionPattern.IsMatch(name))
        {
            Report(node, "connection", DatasetRules.ConnectionForm,
                "this is no name of a connection; write letters, digits, - and _, such as 'Crm'");
        }

        return name;
    }

    private FieldReference? Reference(YamlReader node)
    {
        FieldReference? first = null;
        foreach (var (key, meaning) in DatasetWords.Meanings)
        {
            if (node.OptionalText(key) is not { } text)
                continue;
            if (first is not null)
            {
                Report(node, key, DatasetRules.ReferenceTwice,
                    $"the field already leads to '{first.Table}.{first.Field}'; keep one of them");
            }
            else if (DatasetWords.Reference(text) is { } target)
            {
                first = new(meaning, target.Table, target.Field);
            }
            else
            {
                Report(node, key, DatasetRules.ReferenceForm, $"'{text}' is no reference; write table.field or schema.table.field");
            }
        }

        return first;
    }

    // YAML takes a bare null for no value, and here it is a word.
    private FieldErasure Erasure(YamlReader node)
    {
        if (node.Raw("erase") is not { } raw)
            return FieldErasure.Keep;
        return raw is YamlScalar { Value: "null" } ? FieldErasure.Null : Word(node, "erase", DatasetWords.FieldErasures) ?? default;
    }

    private T? Word<T>(YamlReader node, string key, IReadOnlyList<(string Word, T Value)> words)
        where T : struct, Enum
    {
        var text = node.Text(key);
        if (text.Length == 0)
            return null;
        if (words.Find(text) is { } value)
            return value;

        var known = words.Select(one => one.Word).ToList();
        Report(node, key, PackRules.ValueUnknown, $"'{text}' is not one of {string.Join(", ", known)}{Suggestion.For(text, known)}");
        return null;
    }

    private void Report(YamlReader node, string key, PackRule rule, string message)
    {
        findings.Add(Place(node, key), rule, message);
        findings.MarkFaulty(node.At, key);
    }

    private SourceSpan Place(YamlReader node, string key) => findings.Places.Of(node.At, key);
}
