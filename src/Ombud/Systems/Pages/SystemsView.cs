using System.Globalization;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Discovering;
using Ombud.Layout;
using Ombud.Policies.Model;
using Ombud.Systems.Changing;
using Ombud.Systems.Erasing;

namespace Ombud.Systems.Pages;

/// <summary>The Console's page of connected systems.</summary>
public sealed record SystemsView(
    IReadOnlyList<SystemCard> Systems, WaitingErasures Waiting, WaitingChanges Changes, IReadOnlyList<SweepLine> Sweeps);

/// <summary>A connected system as staff see it.</summary>
/// <param name="Controller">The company's name.</param>
/// <param name="Problem">Why it cannot be used; null where it answers and nothing that breaks differs.</param>
/// <param name="How">What people are asked to do there; null where it is reached by a connection.</param>
public sealed record SystemCard(
    string Id, string Title, string Kind, string Controller, bool IsSound, string? Problem,
    IReadOnlyList<SchemaDifference> Differences, IReadOnlyList<TableLine> Tables, SystemMap Map, string? How)
{
    /// <summary>Whether rows of somebody who is restricted are marked there; else staff see to it by hand.</summary>
    public required bool CanRestrict { get; init; }

    /// <summary>What people are asked to do there with the data of somebody who is restricted; null where it is not said.</summary>
    public string? HowToRestrict { get; init; }
}

/// <summary>What stands in a table's rows while a person is restricted, and otherwise.</summary>
/// <param name="Back">Null where nothing does.</param>
public sealed record MarkLine(string Field, string To, string? Back);

/// <summary>A table of a connected system as staff see it.</summary>
/// <param name="FoundBy">By what its rows are found: identifiers, and tables they hang on.</param>
/// <param name="Mark">How a restricted person's rows are marked; null where they are not.</param>
/// <param name="Holds">The categories of what it holds, in the reader's language.</param>
public sealed record TableLine(
    string Name, IReadOnlyList<string> FoundBy, IReadOnlyList<string> Holds, TableErasure Erase, string? Because, MarkLine? Mark);

/// <summary>Puts the page together, in the reader's language.</summary>
internal static class PresentSystems
{
    public static SystemsView Of(
        IReadOnlyList<SystemLook> looks, WaitingErasures waiting, WaitingChanges changes, IReadOnlyList<SweepLine> sweeps,
        NoticeVersion? notice, Language language) =>
        new([.. looks.Select(look => CardOf(look, notice, language))], waiting, changes, sweeps);

    private static SystemCard CardOf(SystemLook look, NoticeVersion? notice, Language language)
    {
        var system = look.System.Description;
        return new(
            system.Id, system.Title, SystemTexts.NameOf(system.Kind, language),
            notice?.Parties.FirstOrDefault(party => party.Id == system.Controller)?.LegalName ?? system.Controller,
            look.IsSound, look.Failure is { } failure ? Words(failure.Table, failure.Remedy, language) : null, look.Differences,
            [.. system.Tables.Select(table => LineOf(table, look.System, notice, language))], SystemMap.Of(look.System.Plan),
            system.Manual?.How)
        {
            CanRestrict = !ReadRestrictions.HasNoWay(look.System), HowToRestrict = system.Manual?.HowToRestrict,
        };
    }

    private static TableLine LineOf(TableDescription table, ConnectedSystem system, NoticeVersion? notice, Language language)
    {
        var ways = system.Plan.Ways.SelectMany(from => from.Value.Where(way => way.Table == table).Select(_ => from.Key));
        return new(
            table.Name,
            [
                .. table.Fields.Where(field => field.Identifies is not null)
                    .Select(field => SystemTexts.Of(field.Identifies!.Value).In(language)).Distinct(StringComparer.Ordinal),
                .. ways.Distinct(StringComparer.Ordinal),
            ],
            [.. table.Fields.Where(field => field.Category is not null).Select(field => field.Category!).Distinct(StringComparer.Ordinal)
                .Select(id => notice?.Categories.FirstOrDefault(known => known.Id == id)?.Name.In(language.Code) ?? id)],
            table.Erase, table.Because,
            table.Restricting is { } mark ? new(mark.Field, Shown(mark.To) ?? "", Shown(mark.Back)) : null);
    }

    private static string? Shown(object? mark) => mark is bool truth ? (truth ? "true" : "false")
        : Convert.ToString(mark, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    internal static string Words(string? table, string remedy, Language language) =>
        table is null ? remedy : SystemTexts.AtTable.In(language, table, remedy);
}
