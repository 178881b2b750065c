using Microsoft.EntityFrameworkCore;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Collection.Facts;
using Ombud.Collection.Submitting;
using Ombud.Database;
using Ombud.Log;
using Ombud.Notices;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.Assurance.Controls.Collecting;

/// <summary>
/// Where somebody names another person, a fact of theirs says what they confirmed, when, and in which words; each record of the
/// other says who gave it.
/// </summary>
internal sealed class ConfirmationsRecorded(
    CanaryOthers others, FactHistory history, IDbContextFactory<OmbudContext> contexts, NoticeBook notices, TimeProvider time)
    : IControl
{
    public string Id => "confirmations-recorded";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        if (others.Points.Count == 0)
            return Measurement.Bad("inget ställe frågar om någon annan", "no point asks about another person");
        var began = Micros.Truncate(time.GetUtcNow());
        var amiss = await others.EachAsync(named => LookAsync(named, began, cancel), cancel);
        return Measurement.Of(amiss, $"på varje ställe ({others.Points.Count}) är det sparat vem som bekräftade, vad och när",
            $"at each point ({others.Points.Count}) it is stored who confirmed, what and when");
    }

    private async Task<IEnumerable<string>> LookAsync(NamedCanary named, DateTimeOffset began, CancellationToken cancel)
    {
        var facts = await history.ReadAsync(named.By, cancel).ToListAsync(cancel);
        var isSaid = facts.Exists(fact => fact.At >= began && fact.Fact is SubmissionReceived received
            && received.SubmissionId == named.Submission && IsConfirmed(received, named));
        var bucket = Bucket.Of(named.Other.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var givers = await context.Set<RecordRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == named.Other.Value).Select(row => row.GivenBy).ToListAsync(cancel);
        return (isSaid ? [] : (string[])[$"{named.Point.Id} fact"])
            .Concat(givers.Count > 0 && givers.TrueForAll(giver => giver == named.By.Value) ? [] : [$"{named.Point.Id} giver"]);
    }

    private bool IsConfirmed(SubmissionReceived received, NamedCanary named)
    {
        var version = notices.InForce()!;
        var shown = received.Shown;
        return received.Confirmations.Contains(Submission.OthersAgreed, StringComparer.Ordinal)
            && shown.NoticeVersion == version.Version && shown.Point == named.Point.Id
            && shown.TextHash == ShownTexts.HashOf(version, named.Point, shown.Language);
    }
}
