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
/// Every point that anybody may fill in is filled in, in every language: the fact of it and each record name the version that
/// was shown, and the fact has the hash of all that stood on the screen.
/// </summary>
internal sealed class CollectionEvidence(
    CanaryPlanter canaries, FactHistory history, IDbContextFactory<OmbudContext> contexts, NoticeBook notices) : IControl
{
    public string Id => "collection-evidence";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (amiss, count) = (new List<string>(), 0);
        foreach (var point in canaries.Points.ToList())
        {
            foreach (var language in notices.Pack.Languages)
            {
                count++;
                if (!await canaries.MeetAsync(
                    point, canary => IsEvidentAsync(canary, language, cancel), cancel, tick: true, language: language))
                    amiss.Add($"{language} {point.Id}");
            }
        }
        return count == 0 ? Measurement.Bad("inget ställe att fylla i", "no point to fill in") : Measurement.Of(amiss,
            $"{count} insamlingar, var och en med version, språk och det som visades",
            $"{count} collections, each with version, language and what was shown");
    }

    private async Task<bool> IsEvidentAsync(Canary canary, string language, CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var declared = version.CollectionPoints.First(point => point.Id == canary.Point.Id);
        var facts = await history.ReadAsync(canary.Subject, cancel).Select(fact => fact.Fact).OfType<SubmissionReceived>()
            .ToListAsync(cancel);
        var isShown = facts is [{ Shown: var shown } fact] && fact.SubmissionId == canary.Submission
            && shown.NoticeVersion == version.Version && shown.Language == language && shown.Point == declared.Id
            && shown.TextHash == ShownTexts.HashOf(version, declared, language);
        var bucket = Bucket.Of(canary.Subject.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var versions = await context.Set<RecordRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == canary.Subject.Value)
            .Select(row => row.NoticeVersion).ToListAsync(cancel);
        return isShown && versions.Count > 0 && versions.TrueForAll(known => known == version.Version);
    }
}
