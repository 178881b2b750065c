using Ombud.Connectors.Describing;
using Ombud.Policies.Deciding;
using Ombud.Systems.Erasing;

namespace Ombud.Systems;

/// <summary>What an erasure would do in one table of a connected system.</summary>
/// <param name="System">The system's title.</param>
/// <param name="Because">On which ground rows or fields stay; null where nothing does.</param>
public sealed record SystemPreview(string System, string Table, int Rows, TableErasure Erase, string? Because);

/// <summary>What an erasure would do in the connected systems.</summary>
/// <param name="NotReached">Titles of systems that did not answer; the erasure asks them until they do.</param>
public sealed record SystemPreviews(IReadOnlyList<SystemPreview> Tables, IReadOnlyList<string> NotReached)
{
    public static SystemPreviews None { get; } = new([], []);
}

/// <summary>Works out, without changing anything, what an erasure would do in the connected systems.</summary>
internal sealed class PreviewInSystems(ConnectedSystems systems, CarriedPerson carried, ReadSystems read)
{
    /// <summary>Looks in all systems at once.</summary>
    public async Task<SystemPreviews> OfAsync(SubjectId subject, CancellationToken cancel)
    {
        if (systems.All.Count == 0 || await carried.FindAsync(subject, cancel) is not { } person)
            return SystemPreviews.None;
        var found = await Task.WhenAll(systems.All.Select(
            async system => (System: system.Description, Counted: await read.CountAsync(system, person, cancel))));
        return new(
            [.. found.Where(one => one.Counted.Failure is null).SelectMany(one => one.System.Tables
                .Where(table => one.Counted.Rows.ContainsKey(table.Name))
                .Select(table => new SystemPreview(
                    one.System.Title, table.Name, one.Counted.Rows[table.Name], table.Erase, table.Because)))],
            [.. found.Where(one => one.Counted.Failure is not null).Select(one => one.System.Title)]);
    }
}
