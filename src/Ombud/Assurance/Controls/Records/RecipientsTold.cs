using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Corrections;
using Ombud.Corrections.Telling;
using Ombud.Database;
using Ombud.Disclosures;
using Ombud.Erasure.Recipients;
using Ombud.Log;
using Ombud.Notices;
using Ombud.Policies.Model;
using Ombud.Shared;

namespace Ombud.Assurance.Controls.Records;

/// <summary>
/// Where a value of somebody made up is corrected, their data restricted and what one controller holds of them erased, whoever had been
/// given it is noted to be told of each; and nobody waits longer than two weeks to hear of a correction, restriction or erasure, by letter
/// or from the staff.
/// </summary>
internal sealed class RecipientsTold(
    CanaryPlanter canaries, Changes changes, ListRecords records, CorrectRecord correct, RestrictPerson restrict,
    EraseOfController erase, RecipientNotices notices, ReadWaiting erasures, NoticeBook book, TimeProvider time) : IControl
{
    private const int DaysMax = 14;

    // Of no pack, so that no letter goes to anybody.
    private const string Nobody = "nobody-at-all";

    public string Id => "recipients-told";

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var noted = await canaries.MeetAsync(canaries.Longest, canary => NotedAsync(canary, cancel), cancel);
        var last = time.GetUtcNow().AddDays(-DaysMax);
        var (waiting, gone) = (await notices.ListAsync(cancel), await erasures.ListAsync(cancel));
        // Counts alone: who was given whose data is for nobody else to read.
        var late = waiting.Shown.Count(one => one.Since < last)
            + gone.Shown.Count(one => one.ErasedOn < DateOnly.FromDateTime(last.UtcDateTime));
        return new Measurement(
            late == 0 && noted.SetEquals(Enum.GetValues<NoticeAbout>()), new Layout.Text(
            sv: $"av provpersonens rättelse, begränsning och radering hos en ansvarig antecknades {noted.Count} att föra vidare; "
                + $"{waiting.Total} mottagare väntar på att få veta om sådant och {gone.Total} om en radering, "
                + $"{late} av dem längre än {DaysMax} dagar",
            en: $"of the made-up person's correction, restriction and erasure with one controller {noted.Count} were noted to be passed "
                + $"on; {waiting.Total} recipients are still to hear of such and {gone.Total} of an erasure, "
                + $"{late} of them for longer than {DaysMax} days"));
    }

    /// <summary>Of what somebody is noted to be told after a correction, a restriction and an erasure with one controller.</summary>
    private async Task<HashSet<NoticeAbout>> NotedAsync(Canary canary, CancellationToken cancel)
    {
        var field = canary.Point.Fields.First(asked => canary.Fields.ContainsKey(asked.Id)
            && asked is { Type: FieldType.Text or FieldType.LongText, Identifies: false, OfOther: false });
        await DiscloseAsync(canary, field.Id, cancel);
        var record = (await records.OfAsync(canary.Subject, canary.Point.Controller, cancel)).First(one => one.Field == field.Id);
        await correct.RunAsync(new(canary.Subject, record.Id, new(CanaryPlanter.NewToken()), CanaryPlanter.By), cancel);
        await restrict.RunAsync(canary.Subject, cancel);
        await erase.RunAsync(canary.Subject, canary.Point.Controller, CanaryPlanter.By, cancel);
        return [.. (await notices.OfAsync(canary.Subject, cancel)).Where(row => row.Recipient == Nobody).Select(row => row.About)];
    }

    private async Task DiscloseAsync(Canary canary, string field, CancellationToken cancel)
    {
        var now = Micros.Truncate(time.GetUtcNow());
        var row = new DisclosureRow
        {
            Bucket = Bucket.Of(canary.Subject.Value), SubjectId = canary.Subject.Value, DisclosureId = Guid.CreateVersion7(now), At = now,
            MadeBy = CanaryPlanter.By, Recipient = Nobody, Controller = canary.Point.Controller, Fields = field,
            NoticeVersion = book.InForce()!.Version,
        };
        await using var change = await changes.BeginAsync(canary.Subject, cancel);
        change.Db.Add(row);
        await change.CommitAsync(
            [
                new DisclosureMade
                {
                    DisclosureId = row.DisclosureId, By = row.MadeBy, Recipient = Nobody, Controller = row.Controller, Purpose = "",
                    Categories = [], Fields = [field], From = "", To = "", Clause = "", LegalBasis = "", NoticeVersion = row.NoticeVersion,
                },
            ], cancel);
    }
}
