using Ombud.Connectors.Following;
using Ombud.Decisions;
using Ombud.MyData.Reading;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Systems;
using Ombud.Systems.Erasing;

namespace Ombud.MyData.Elsewhere;

/// <summary>What a connected system holds about a person, or why it is not shown.</summary>
/// <param name="Holdings">Null where the policy did not permit it.</param>
internal sealed record OwnSystem(ConnectedSystem System, SystemHoldings? Holdings, Decision Decision);

/// <summary>
/// Reads what the connected systems hold about a person, for the person (promise <c>rights.access</c>): each system is asked
/// about like the vault is, permitted for its controller, and the reading stands on the trail before it is shown.
/// </summary>
internal sealed class OwnSystemsReader(
    ConnectedSystems systems, ReadSystems read, CarriedPerson carried, NoticeBook book, Decider decider)
{
    /// <summary>Whether any system is connected.</summary>
    public bool HasSystems => systems.All.Count > 0;

    /// <summary>Ids of the systems that are read.</summary>
    public IReadOnlyList<string> Ids => [.. systems.All.Select(system => system.Id)];

    /// <summary>Reads all systems at once; null where no notice is in force or it knows no access.</summary>
    public async Task<IReadOnlyList<OwnSystem>?> ReadAsync(SubjectId subject, CancellationToken cancel)
    {
        if (book.InForce() is not { } notice || OwnDataReader.AccessIn(notice) is not { } access)
            return null;
        if (await carried.FindAsync(subject, cancel) is not { } person)
            return [];
        return await Task.WhenAll(systems.All.Select(system => ReadAsync(system, subject, person, access, cancel)));
    }

    private async Task<OwnSystem> ReadAsync(
        ConnectedSystem system, SubjectId subject, Person person, Purpose access, CancellationToken cancel)
    {
        SystemHoldings? holdings = null;
        var (decision, isRead) = await decider.ReadElsewhereAsync(
            subject, OwnDataReader.QuestionOf(access, system.Description.Controller, decider.Today), system.Description.Subjects,
            OwnDataReader.Reader,
            async _ => (holdings = await read.ReadAsync(system, person, cancel)).Rows, cancel);
        return new(system, isRead ? holdings : null, decision);
    }
}
