using Microsoft.EntityFrameworkCore;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Cases;
using Ombud.Cases.Moving;
using Ombud.Cases.Proof;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Notices;
using Ombud.Policies.Cases;

namespace Ombud.Assurance.Controls.Cases;

/// <summary>
/// A made-up person is asked for a document: nothing but the staff's look at one shows who they are, and with it the copy is gone, rows
/// and key. No copy of anybody's has waited for longer than it may.
/// </summary>
internal sealed class DocumentsDestroyed(
    CanaryCases cases, CaseDocuments documents, TakeStep step, KeyRing keys, IDbContextFactory<OmbudContext> contexts, NoticeBook notices,
    TimeProvider time) : IControl
{
    // A sweep comes by within a day.
    private const int LateDays = EndDocuments.DaysMax + 1;
    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. "a control tries"u8];

    public string Id => "documents-destroyed";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var company = notices.InForce()!.Parties[0];
        var amiss = new List<string>(await cases.WithAsync(
            CaseKind.Access, company.Country, company, one => LookAsync(one.File.Id, cancel), cancel));
        var before = time.GetUtcNow().AddDays(-LateDays);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var waiting = await context.Set<CaseDocumentRow>().AsNoTracking().Over(FanOut.CaseDocuments).Select(row => row.At)
            .ToListAsync(cancel);
        var late = waiting.Count(at => at < before);
        if (late > 0)
            amiss.Add($"{late} > {LateDays} d");
        return Measurement.Of(amiss,
            $"{waiting.Count} kopior väntar på att prövas, ingen längre än {LateDays} dagar; en provkopia förstördes när den prövats",
            $"{waiting.Count} copies wait to be judged, none for longer than {LateDays} days; a copy for trying was destroyed when judged");
    }

    private async Task<IReadOnlyList<string>> LookAsync(Guid id, CancellationToken cancel)
    {
        await TakeAsync(id, CaseStep.ProveIdentity, cancel);
        if (await TakeAsync(id, CaseStep.AskIdentity, cancel) is not CaseRefusal.None
            || !await documents.SendAsync(id, Picture, "image/png", cancel) || await documents.FindAsync(id, cancel) is not { } copy)
            return ["no copy kept"];
        if (await TakeAsync(id, CaseStep.ProveIdentity, cancel) is not CaseRefusal.DocumentMissing)
            return ["identity without the document"];
        if (await keys.FindAsync(CaseDocuments.KeyOf(copy.Id), cancel) is null
            || !await documents.JudgeAsync(id, copy.Id, isAccepted: true, CanaryPlanter.By, cancel))
            return ["not judged"];
        var left = new List<string>();
        if (await documents.FindAsync(id, cancel) is not null)
            left.Add("the copy is left");
        if (await keys.FindAsync(CaseDocuments.KeyOf(copy.Id), cancel) is not null)
            left.Add("its key is left");
        if (await TakeAsync(id, CaseStep.ProveIdentity, cancel) is not CaseRefusal.None)
            left.Add("identity not shown");
        return left;
    }

    private async Task<CaseRefusal> TakeAsync(Guid id, CaseStep taken, CancellationToken cancel) =>
        (await step.RunAsync(id, new StepOrder(taken, CaseAuthor.Staff, CanaryPlanter.By) { WantsDocument = true }, cancel)).Refusal;
}
