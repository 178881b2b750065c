using System.Globalization;
using Ombud.Connectors.Describing;
using Ombud.Layout;
using Ombud.Policies.Explaining;
using Ombud.Policies.Model;
using Ombud.Systems;

namespace Ombud.MyData.Elsewhere;

/// <summary>What the connected systems hold about a person, in the reader's words.</summary>
public sealed record ElsewhereView(IReadOnlyList<ElsewhereSystem> Systems, bool HidesSome);

/// <summary>What one system holds.</summary>
/// <param name="Problem">Why it is not shown; null where it is.</param>
public sealed record ElsewhereSystem(string Id, string Title, string Controller, string? Problem, IReadOnlyList<ElsewhereTable> Tables);

/// <summary>What a table of a system holds.</summary>
/// <param name="Rows">The rows shown.</param>
/// <param name="Total">How many there are.</param>
public sealed record ElsewhereTable(string Name, IReadOnlyList<ElsewhereField> Fields, IReadOnlyList<ElsewhereRow> Rows, int Total);

/// <summary>A field, with the category of what it holds; null where that is not personal in itself.</summary>
public sealed record ElsewhereField(string Name, string? Category);

/// <summary>A row: one text for each field; null where it is hidden until a fresh code is entered.</summary>
public sealed record ElsewhereRow(IReadOnlyList<string?> Values);

/// <summary>Puts it in the reader's words.</summary>
internal static class PresentElsewhere
{
    /// <summary>Most rows of a table that a page shows; the download has all.</summary>
    internal const int RowsMax = 200;

    public static ElsewhereView Of(IReadOnlyList<OwnSystem> systems, NoticeVersion notice, bool showsSensitive, Language language)
    {
        var sensitive = showsSensitive ? [] : SensitiveIn(notice);
        return new(
            [.. systems.Select(system => Of(system, notice, sensitive, language))],
            systems.Any(system => system.Holdings?.Tables.Any(
                table => table.Table.Fields.Any(field => field.Category is { } id && sensitive.Contains(id))) ?? false));
    }

    private static HashSet<string> SensitiveIn(NoticeVersion notice) =>
        notice.Categories.Where(category => category.Nature is not CategoryNature.Ordinary).Select(category => category.Id)
            .ToHashSet(StringComparer.Ordinal);

    private static ElsewhereSystem Of(OwnSystem own, NoticeVersion notice, HashSet<string> hidden, Language language)
    {
        var system = own.System.Description;
        return new(
            system.Id, system.Title, notice.Parties.FirstOrDefault(party => party.Id == system.Controller)?.LegalName ?? system.Controller,
            ProblemOf(own, language),
            [.. (own.Holdings?.Tables ?? []).Select(table => Of(table, notice, hidden, language))]);
    }

    private static string? ProblemOf(OwnSystem own, Language language) => own.Holdings switch
    {
        null => ReasonTexts.Says(own.Decision.Reason).In(language.Code),
        { Failure: not null } when own.System.Description.Kind is SystemKind.Manual => ElsewhereTexts.ByPeople.In(language),
        { Failure: not null } => ElsewhereTexts.NotReached.In(language),
        _ => null,
    };

    private static ElsewhereTable Of(TableHoldings table, NoticeVersion notice, HashSet<string> hidden, Language language)
    {
        var fields = table.Table.Fields;
        return new(
            table.Table.Name,
            [.. fields.Select(field => new ElsewhereField(field.Name, field.Category is { } id
                ? notice.Categories.FirstOrDefault(known => known.Id == id)?.Name.In(language.Code) ?? id : null))],
            [.. table.Rows.Take(RowsMax).Select(row => new ElsewhereRow([.. row.Values.Select((value, i) =>
                fields[i].Category is { } id && hidden.Contains(id) && value is not null ? null : Text(value, language))]))],
            table.Rows.Count);
    }

    // As the system has it: what is shown must be what lies there.
    private static string Text(object? value, Language language) => value switch
    {
        null => "–",
        byte[] bytes => ElsewhereTexts.Bytes.In(language, bytes.Length),
        bool truth => (truth ? ElsewhereTexts.Yes : ElsewhereTexts.No).In(language),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
