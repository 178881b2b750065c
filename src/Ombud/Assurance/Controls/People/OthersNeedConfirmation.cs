using Microsoft.EntityFrameworkCore;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Collection.Submitting;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Mail;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Subjects;

namespace Ombud.Assurance.Controls.People;

/// <summary>
/// At each point that asks about another person: without the confirmation nothing is stored; with it, the letter that
/// informs the other lies in the outbox.
/// </summary>
internal sealed class OthersNeedConfirmation(
    CanaryPlanter canaries, SubmitPoint submit, Identifiers identifiers, IDbContextFactory<OmbudContext> contexts, NoticeBook notices)
    : IControl
{
    public string Id => "others-need-confirmation";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var points = notices.InForce()!.CollectionPoints.Where(point => point.OtherSubject is not null && !point.Offline).ToList();
        if (points.Count == 0)
            return Measurement.Bad("inget ställe frågar om någon annan", "no point asks about another person");
        var canary = await canaries.PlantAsync(canaries.Points.First(), cancel);
        var amiss = new List<string>();
        try
        {
            foreach (var point in points)
                await TryAsync(canary.Subject, canaries.Fill(point, CanaryPlanter.NewToken(), everything: true,
                    tick: false), amiss, cancel);
        }
        finally
        {
            await canaries.EraseAsync(canary.Subject, cancel);
        }
        return Measurement.Of(amiss, $"på varje ställe ({points.Count}): nekat utan bekräftelse; med den ligger brevet i utkorgen",
            $"at each point ({points.Count}): refused without the confirmation; with it the letter lies in the outbox");
    }

    private async Task TryAsync(SubjectId by, Submission form, List<string> amiss, CancellationToken cancel)
    {
        var submitter = new Submitter(CanaryPlanter.By) { IsCanary = true, Person = by };
        var address = form.Fields.Values.First(value => value.Contains(".other@", StringComparison.Ordinal));
        var without = await submit.RunAsync(form with { Confirmations = [] }, submitter, null, cancel);
        if (without is not SubmissionOutcome.Refused refused
            || !refused.Errors.Any(error => error.Code is "confirmation-required")
            || (await identifiers.FindUnprovedAsync(IdentifierKind.Email, address, cancel)).Count > 0)
            amiss.Add($"{form.Point} without");

        if (await submit.RunAsync(form, submitter, null, cancel) is not SubmissionOutcome.Accepted)
            amiss.Add($"{form.Point} with");
        var others = await identifiers.FindUnprovedAsync(IdentifierKind.Email, address, cancel);
        foreach (var other in others)
        {
            if (!await HasLetterAsync(other, cancel))
                amiss.Add($"{form.Point} letter");
            await canaries.EraseAsync(other, cancel);
        }
        if (others.Count == 0)
            amiss.Add($"{form.Point} other");
    }

    private async Task<bool> HasLetterAsync(SubjectId other, CancellationToken cancel)
    {
        var bucket = Bucket.Of(other.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<OutboxRow>().AnyAsync(row => row.Bucket == bucket && row.SubjectId == other.Value, cancel);
    }
}
