using System.Text;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Loading;

namespace Ombud.Connectors.Fideslang;

/// <summary>
/// Writes a description as a dataset in the language of fides, one for each schema of the system, so that tools that read it find
/// tables, keys, identities, references and strategies. What fideslang has no word for stands under <c>meta: ombud:</c>.
/// </summary>
public static class FideslangWriter
{
    /// <summary>The text of the file, which <see cref="FideslangReader"/> reads as the same description.</summary>
    public static string Write(SystemDescription system)
    {
        ArgumentNullException.ThrowIfNull(system);
        var schemas = system.Tables.Select(table => Parted(table.Name).Schema).Distinct(StringComparer.Ordinal).ToList();
        var keys = new List<(string? Schema, string Key)>();
        foreach (var schema in schemas)
            keys.Add((schema, Key(system.Id, schema, keys)));
        return YamlText.Document(yaml => yaml.List("dataset", keys, (inner, part) => new Part(system, keys, part).Write(inner)));
    }

    // The first dataset has the system's id; a schema's name may hold what a key may not.
    private static string Key(string id, string? schema, List<(string? Schema, string Key)> taken)
    {
        if (taken.Count == 0)
            return id;

        var key = new StringBuilder(id).Append('_');
        foreach (var letter in schema ?? "default")
            key.Append(char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' ? letter : '_');
        if (taken.Exists(other => other.Key == key.ToString()))
            key.Append('_').Append(taken.Count);
        return key.ToString();
    }

    private static (string? Schema, string Table) Parted(string name) =>
        name.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? (name[..dot], name[(dot + 1)..]) : (null, name);

    /// <summary>One dataset of the system.</summary>
    private sealed class Part(SystemDescription system, List<(string? Schema, string Key)> keys, (string? Schema, string Key) part)
    {
        internal void Write(YamlText yaml)
        {
            yaml.Entry("fides_key", part.Key);
            yaml.Entry("name", system.Title);
            if (part.Schema is not null)
                yaml.Child("fides_meta", meta => meta.Child("namespace", space => space.Entry("schema", part.Schema)));
            yaml.Child("meta", meta => meta.Child("ombud", Ours));
            yaml.List("collections", system.Tables.Where(table => Parted(table.Name).Schema == part.Schema), Collection);
        }

        private void Ours(YamlText yaml)
        {
            yaml.Entry("system", system.Id);
            if (part != keys[0])
                return;

            yaml.Entry("kind", DatasetWords.Kinds.Word(system.Kind));
            yaml.Entry("connection", system.Connection);
            yaml.Entry("controller", system.Controller);
            yaml.Words("subjects", system.Subjects);
            yaml.List("tables", system.Tables, OurTable);
        }

        private static void OurTable(YamlText yaml, TableDescription table)
        {
            yaml.Entry("table", table.Name);
            yaml.Entry("erase", DatasetWords.TableErasures.Word(table.Erase));
            yaml.OptionalEntry("because", table.Because);
            DatasetWriter.Retention(yaml, table.Retention);
            DatasetWriter.Restricting(yaml, table.Restricting);
            if (!table.Fields.Select(field => field.Name).Where(table.Key.Contains).SequenceEqual(table.Key, StringComparer.Ordinal))
                yaml.Words("key", table.Key);
            var fields = table.Fields.Where(field => IsOurs(field)).ToList();
            if (fields.Count > 0)
                yaml.List("fields", fields, OurField);
        }

        private static void OurField(YamlText yaml, FieldDescription field)
        {
            yaml.Entry("field", field.Name);
            yaml.OptionalEntry("category", OwnCategory(field));
            yaml.OptionalEntry("holds", field.Holds);
            yaml.OptionalEntry("refersTo", OwnReference(field));
        }

        private static bool IsOurs(FieldDescription field) =>
            field.Holds is not null || OwnCategory(field) is not null || OwnReference(field) is not null;

        private static string? OwnCategory(FieldDescription field) =>
            field.Category is { } category && FideslangWords.WordOf(category) is null ? category : null;

        private static string? OwnReference(FieldDescription field) =>
            field.Reference is { Meaning: ReferenceMeaning.RefersTo } reference ? $"{reference.Table}.{reference.Field}" : null;

        private void Collection(YamlText yaml, TableDescription table)
        {
            yaml.Entry("name", Parted(table.Name).Table);
            var before = system.Tables.Where(other => other != table && other.Fields.Any(field => field.Reference?.Table == table.Name))
                .Select(CollectionKey).OfType<string>().ToList();
            if (table.Erase is TableErasure.Delete || before.Count > 0)
            {
                yaml.Child("fides_meta", meta =>
                {
                    if (before.Count > 0)
                        meta.Words("erase_after", before);
                    if (table.Erase is TableErasure.Delete)
                        meta.Child("masking_strategy_override", masking => masking.Entry("strategy", "delete"));
                });
            }

            yaml.List("fields", table.Fields, (inner, field) => Field(inner, table, field));
        }

        private void Field(YamlText yaml, TableDescription table, FieldDescription field)
        {
            yaml.Entry("name", field.Name);
            yaml.Words("data_categories", [Category(field)]);
            var isKey = table.Key.Contains(field.Name, StringComparer.Ordinal);
            var stays = table.Erase is not TableErasure.Delete && field.Erase is FieldErasure.Keep
                && (field.Category is not null || field.Identifies is not null);
            var leads = field.Reference is { Meaning: not ReferenceMeaning.RefersTo };
            if (!isKey && !stays && !leads && field.Identifies is null && field.Erase is FieldErasure.Keep)
                return;

            yaml.Child("fides_meta", meta =>
            {
                if (isKey)
                    meta.Bare("primary_key", "true");
                if (field.Identifies is { } kind)
                    meta.Entry("identity", FideslangWords.WordOf(kind));
                if (leads)
                    meta.List("references", [field.Reference!], Reference);
                if (stays)
                    meta.Bare("read_only", "true");
                if (field.Erase is not FieldErasure.Keep)
                {
                    meta.Child("masking_strategy_override", masking =>
                        masking.Entry("strategy", field.Erase is FieldErasure.Null ? "null_rewrite" : "random_string_rewrite"));
                }
            });
        }

        // What fideslang has no word for is still of a person.
        private static string Category(FieldDescription field) =>
            field.Category is { } category ? FideslangWords.WordOf(category) ?? "user" : FideslangWords.Operations;

        private void Reference(YamlText yaml, FieldReference reference)
        {
            var (schema, table) = Parted(reference.Table);
            yaml.Entry("dataset", keys.First(one => one.Schema == schema).Key);
            yaml.Entry("field", $"{table}.{reference.Field}");
            yaml.Entry("direction", reference.Meaning is ReferenceMeaning.Owns ? "to" : "from");
        }

        // Fides names a collection in an order only by what its keys may hold.
        private string? CollectionKey(TableDescription table)
        {
            var (schema, name) = Parted(table.Name);
            return name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-')
                ? $"{keys.First(one => one.Schema == schema).Key}.{name}"
                : null;
        }
    }
}
