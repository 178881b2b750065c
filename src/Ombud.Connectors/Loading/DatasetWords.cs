using System.Text.RegularExpressions;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Loading;

/// <summary>The words and forms of dataset files.</summary>
internal static partial class DatasetWords
{
    internal const int NameLengthMax = 128;

    internal static IReadOnlyList<(string Word, SystemKind Value)> Kinds { get; } =
    [
        ("postgresql", SystemKind.PostgreSql), ("mysql", SystemKind.MySql), ("sqlserver", SystemKind.SqlServer),
        ("sqlite", SystemKind.Sqlite), ("folder", SystemKind.Folder), ("http", SystemKind.Http), ("manual", SystemKind.Manual),
    ];

    internal static IReadOnlyList<(string Word, IdentifierKind Value)> Identifiers { get; } =
        [("email", IdentifierKind.Email), ("phone", IdentifierKind.Phone), ("account", IdentifierKind.Account)];

    internal static IReadOnlyList<(string Word, TableErasure Value)> TableErasures { get; } =
        [("delete", TableErasure.Delete), ("fields", TableErasure.Fields), ("keep", TableErasure.Keep)];

    internal static IReadOnlyList<(string Word, FieldErasure Value)> FieldErasures { get; } =
        [("keep", FieldErasure.Keep), ("null", FieldErasure.Null), ("anonymise", FieldErasure.Anonymise)];

    /// <summary>The keys by which a field refers.</summary>
    internal static IReadOnlyList<(string Word, ReferenceMeaning Value)> Meanings { get; } =
    [
        ("belongsTo", ReferenceMeaning.BelongsTo), ("owns", ReferenceMeaning.Owns), ("refersTo", ReferenceMeaning.RefersTo),
    ];

    internal static string Word<T>(this IReadOnlyList<(string Word, T Value)> words, T value)
        where T : struct, Enum => words.First(one => EqualityComparer<T>.Default.Equals(one.Value, value)).Word;

    internal static T? Find<T>(this IReadOnlyList<(string Word, T Value)> words, string word)
        where T : struct, Enum
    {
        foreach (var one in words)
        {
            if (one.Word == word)
                return one.Value;
        }

        return null;
    }

    internal static bool IsFieldName(string name) => name.Length <= NameLengthMax && NamePattern.IsMatch(name);

    internal static bool IsTableName(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? IsFieldName(name) : IsFieldName(name[..dot]) && IsFieldName(name[(dot + 1)..]);
    }

    /// <summary>Table and field of a reference; null where it has another form.</summary>
    internal static (string Table, string Field)? Reference(string text)
    {
        var dot = text.LastIndexOf('.');
        return dot > 0 && IsTableName(text[..dot]) && IsFieldName(text[(dot + 1)..]) ? (text[..dot], text[(dot + 1)..]) : null;
    }

    // No dots and no quotes: a name is a word, also where a connector puts it between quotes.
    [GeneratedRegex(@"^[\p{L}\p{Nd}_$#-]+(?: [\p{L}\p{Nd}_$#-]+)*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern { get; }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex ConnectionPattern { get; }

    [GeneratedRegex(@"^[A-Za-z0-9_.\[\]-]{1,80}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex ParameterPattern { get; }
}
