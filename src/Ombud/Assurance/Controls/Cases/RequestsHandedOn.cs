using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Cases;
using Ombud.Cases.Clients;
using Ombud.Cases.Filing;
using Ombud.Cases.Running;
using Ombud.Collection.Pages;
using Ombud.Collection.Submitting;
using Ombud.Notices;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Cases;

/// <summary>
/// Somebody made up is a customer of each client that collects, and asks the group to be erased: the client's part is handed on at once
/// with a clock of its own, what the client decides is carried out, and the help is recorded.
/// </summary>
internal sealed class RequestsHandedOn(
    CanaryCases cases, CanaryPlanter canaries, SubmitPoint submit, HandOnRequest handOn, AnswerForClient answers, ClientParts parts,
    CaseBook book, CaseClocks clocks, EndCaseFiles end, NoticeBook notices, TimeProvider time) : IControl
{
    private static readonly Guid Staff = new("0c0e0a0d-0000-7000-8000-000000000000");

    public string Id => "requests-handed-on";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (amiss, count) = (new List<string>(), 0);
        foreach (var point in notices.InForce()!.CollectionPoints)
        {
            if (parts.Find(point.Controller) is not { } client)
                continue;
            count++;
            amiss.AddRange(await TryAsync(point, client, cancel));
        }
        return count == 0 ? Measurement.Bad("ingen kund samlar in", "no client collects") : Measurement.Of(amiss,
            $"kunder som samlar in: {count}; en begäran lämnades vidare med egen tidsfrist, svaret utfördes och hjälpen antecknades",
            $"clients that collect: {count}; a request was handed on with its own clock, the answer carried out, the help recorded");
    }

    private async Task<IReadOnlyList<string>> TryAsync(CollectionPoint point, Party client, CancellationToken cancel)
    {
        var form = canaries.Fill(point, CanaryPlanter.NewToken(), everything: true, tick: false);
        var submitter = new Submitter(CanaryPlanter.By)
        {
            IsCanary = true,
            Offline = point.Offline
                ? new OfflineRecord(Staff, point.Channel, notices.Today, RecordOffline.TellingsFor(point).First()) : null,
        };
        if (await submit.RunAsync(form, submitter, null, cancel) is not SubmissionOutcome.Accepted accepted)
            return [$"{point.Id} took nobody"];
        try
        {
            var group = notices.InForce()!.Parties.First(party => party.Id == client.Processor);
            return await cases.WithAsync(
                CaseKind.Erasure, HomeOf(client), group, one => LookAsync(one.File.Id, accepted.Subject, client, cancel), cancel,
                person: accepted.Subject);
        }
        finally
        {
            await canaries.EraseAsync(accepted.Subject, cancel);
        }
    }

    private async Task<IReadOnlyList<string>> LookAsync(Guid whole, SubjectId person, Party client, CancellationToken cancel)
    {
        var handedOn = await handOn.RunAsync(whole, cancel);
        try
        {
            if (handedOn is not [var id] || await book.FindAsync(id, cancel) is not { } part)
                return [$"{client.Id} not handed on"];
            var decision = new ClientAnswer(ClientDecision.CarryOut, null, null, CanaryPlanter.By);
            var outcome = await answers.RunAsync(client.Id, id, decision, cancel);
            var after = await book.FindAsync(id, cancel);
            var told = (await book.FindAsync(whole, cancel))!.NotedAbout(CaseNote.HandedOn);
            return
            [
                .. Amiss(part.PartOf == whole && part.State.Clock?.LastDay == LastDayOf(part, client), $"{client.Id} clock"),
                .. Amiss(told.Contains(client.Id, StringComparer.Ordinal), $"{client.Id} unsaid"),
                .. Amiss(outcome is ClientOutcome.Done { Stage: CaseStage.Answered, Records: > 0 }, $"{client.Id} not carried out"),
                .. Amiss(await parts.CountAsync(person, client.Id, cancel) == 0, $"{client.Id} left"),
                .. Amiss(after!.NotedAbout(CaseNote.Helped).Count == 1, $"{client.Id} help not recorded"),
            ];
        }
        finally
        {
            foreach (var id in handedOn)
                await end.EndAsync(id, time.GetUtcNow(), cancel);
        }
    }

    // Where one of its customers lives to whom a law gives a day, if there is such a place.
    private string HomeOf(Party client) => client.Serves.FirstOrDefault(country =>
        clocks.Of(CaseKind.Erasure, country, client, time.GetUtcNow()).Deciding is not null) ?? client.Country;

    private DateOnly? LastDayOf(CaseFile part, Party client) =>
        clocks.Of(part.State.Kind, part.Residence, client, part.ReceivedAt).Deciding?.LastDay;

    private static IEnumerable<string> Amiss(bool isSo, string what) => isSo ? [] : [what];
}
