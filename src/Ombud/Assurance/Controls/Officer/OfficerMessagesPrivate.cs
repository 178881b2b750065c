using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Cases;
using Ombud.Cases.Officer;
using Ombud.Notices;
using Ombud.Policies.Cases;

namespace Ombud.Assurance.Controls.Officer;

/// <summary>
/// A made-up message to the data protection officer lies in the officer's queue and in nobody else's, the door of the case lets the
/// officer through and nobody else, and a case of the same address does not name it.
/// </summary>
internal sealed class OfficerMessagesPrivate(CanaryCases cases, CaseBook book, NoticeBook notices) : IControl
{
    public string Id => "officer-messages-private";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var company = notices.InForce()!.Parties[0];
        var amiss = await cases.WithAsync(
            CaseKind.OfficerMessage, company.Country, company, one => LookAsync(one.File.Id, cancel), cancel);
        var waiting = (await book.QueueAsync(cancel, isForDpo: true)).Count(line => line.State.Kind is CaseKind.OfficerMessage);
        return Measurement.Of(amiss,
            $"{waiting} meddelanden väntar på ombudet, 0 av dem i andras kö; ett provmeddelande syntes bara för ombudet",
            $"{waiting} messages wait for the officer, 0 of them in the others' queue; a message for trying was seen by the officer alone");
    }

    private async Task<IReadOnlyList<string>> LookAsync(Guid id, CancellationToken cancel)
    {
        var found = new List<string>();
        if ((await book.QueueWithTriedAsync(cancel)).Any(line => line.Id == id || line.State.Kind is CaseKind.OfficerMessage))
            found.Add("in the queue");
        if (!(await book.QueueWithTriedAsync(cancel, isForDpo: true)).Any(line => line.Id == id))
            found.Add("not in the officer's queue");
        if (await book.KindOfAsync(id, cancel) is not { } kind || CaseDoor.MaySee(kind, isDpo: false)
            || CaseDoor.MayAct(kind, isDpo: false))
            found.Add("the door is open");
        return found;
    }
}
