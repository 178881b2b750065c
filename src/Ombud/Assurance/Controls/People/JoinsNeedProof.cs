using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Keys;
using Ombud.Log;
using Ombud.MyData.Joining;
using Ombud.Policies.Deciding;
using Ombud.Subjects;
using Ombud.Vault;

namespace Ombud.Assurance.Controls.People;

/// <summary>
/// The same address is given twice: that makes two people, of whom neither is proved or joined. Who has shown that another
/// address is theirs is offered neither and can take neither in; whose address it is is offered both, and has none unasked.
/// </summary>
internal sealed class JoinsNeedProof(
    CanaryPlanter canaries, ProvedCanaries proved, Identifiers identifiers, Joinables joinables, ConfirmJoin join, Holdings holdings,
    Standings standings) : IControl
{
    public string Id => "joins-need-proof";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var token = CanaryPlanter.NewToken();
        var address = CanaryPlanter.EmailOf(token);
        var people = new List<SubjectId>();
        try
        {
            foreach (var _ in (int[])[1, 2])
                people.Add((await canaries.PlantAsync(canaries.Points.First(), cancel, token: token)).Subject);
            return await TryAsync(address, people, cancel);
        }
        finally
        {
            foreach (var person in people.Distinct())
                await canaries.EraseAsync(person, cancel);
        }
    }

    private async Task<Measurement> TryAsync(string address, List<SubjectId> people, CancellationToken cancel)
    {
        var amiss = new List<string>();
        if (people[0] == people[1])
            amiss.Add("joined by an address");
        if (await identifiers.FindProvedAsync(IdentifierKind.Email, address, cancel) is not null)
            amiss.Add("proved by being given");

        var given = people.Select(person => person.Value).ToHashSet();
        var stranger = await proved.ProveAsync(CanaryPlanter.EmailOf(CanaryPlanter.NewToken()), cancel);
        people.Add(stranger);
        if ((await joinables.FindAsync(stranger, cancel)).Count > 0 || await join.RunAsync(stranger, given, cancel) > 0)
            amiss.Add("joined by a stranger");

        var owner = await proved.ProveAsync(address, cancel);
        people.Add(owner);
        if (!given.SetEquals((await joinables.FindAsync(owner, cancel)).Select(found => found.Subject.Value)))
            amiss.Add("not offered to the owner");
        if ((await holdings.OfAsync(owner, cancel)).Count > 0 || await IsJoinedAsync(given, cancel))
            amiss.Add("joined unasked");
        return Measurement.Of(amiss,
            "samma adress två gånger: två människor, erbjudna bara åt den som har visat att adressen är dennes",
            "the same address twice: two people, offered only to whoever showed that the address is theirs");
    }

    private async Task<bool> IsJoinedAsync(IEnumerable<Guid> people, CancellationToken cancel)
    {
        foreach (var person in people)
        {
            if (await standings.FindAsync(new SubjectId(person), cancel) is not { JoinedInto: null })
                return true;
        }
        return false;
    }
}
