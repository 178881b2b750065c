using System.Globalization;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Loading;

/// <summary>Writes a description as a dataset file, so that what was read from elsewhere can be looked at, mended and kept.</summary>
public static class DatasetWriter
{
    /// <summary>The text of the dataset file, which loads to the same description where that has no error.</summary>
    public static string Write(SystemDescription system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return YamlText.Document(yaml =>
        {
            yaml.Entry("system", system.Id);
            yaml.Entry("title", system.Title);
            yaml.Entry("kind", DatasetWords.Kinds.Word(system.Kind));
            yaml.OptionalEntry("connection", system.Connection.Length == 0 ? null : system.Connection);
            yaml.Entry("controller", system.Controller);
            yaml.Words("subjects", system.Subjects);
            if (system.Http is { } http)
                yaml.Child("http", map => HttpWriter.Write(map, http));
            if (system.Manual is { } manual)
                yaml.Child("manual", map => Manual(map, manual));
            if (system.Tables.Count > 0)
                yaml.List("tables", system.Tables, Table);
        });
    }

    private static void Manual(YamlText yaml, ManualDescription manual)
    {
        yaml.Entry("how", manual.How);
        yaml.OptionalEntry("howToRestrict", manual.HowToRestrict);
        yaml.OptionalEntry("writeTo", manual.WriteTo);
        if (manual.Tell.Count > 0)
            yaml.Words("tell", manual.Tell.Select(DatasetWords.Identifiers.Word));
        yaml.Bare("remindAfter", manual.RemindAfter.ToString(CultureInfo.InvariantCulture));
    }

    private static void Table(YamlText yaml, TableDescription table)
    {
        yaml.Entry("table", table.Name);
        yaml.Words("key", table.Key);
        yaml.Entry("erase", DatasetWords.TableErasures.Word(table.Erase));
        yaml.OptionalEntry("because", table.Because);
        if (table.Http is { } http)
            yaml.Child("http", map => HttpWriter.Write(map, http));
        Retention(yaml, table.Retention);
        Restricting(yaml, table.Restricting);
        yaml.List("fields", table.Fields, Field);
    }

    internal static void Retention(YamlText yaml, RetentionDescription? retention)
    {
        if (retention is null)
            return;

        yaml.Child("retention", child =>
        {
            child.Entry("from", retention.From);
            child.Bare("months", retention.Months.ToString(CultureInfo.InvariantCulture));
        });
    }

    internal static void Restricting(YamlText yaml, RestrictingDescription? restricting)
    {
        if (restricting is null)
            return;

        yaml.Child("restricting", child =>
        {
            child.Entry("field", restricting.Field);
            Mark(child, "to", restricting.To);
            Mark(child, "back", restricting.Back);
        });
    }

    private static void Mark(YamlText yaml, string key, object? mark)
    {
        if (mark is string text)
            yaml.Entry(key, text);
        else
            yaml.Bare(key, MarkText.Of(mark));
    }

    private static void Field(YamlText yaml, FieldDescription field)
    {
        yaml.Entry("field", field.Name);
        yaml.OptionalEntry("category", field.Category);
        if (field.Identifies is { } kind)
            yaml.Entry("identifies", DatasetWords.Identifiers.Word(kind));
        yaml.OptionalEntry("holds", field.Holds);
        if (field.Reference is { } reference)
            yaml.Entry(DatasetWords.Meanings.Word(reference.Meaning), $"{reference.Table}.{reference.Field}");
        if (field.Erase is not FieldErasure.Keep)
            yaml.Bare("erase", DatasetWords.FieldErasures.Word(field.Erase));
    }
}
