using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Collection.Submitting;
using Ombud.Consents;
using Ombud.Log;
using Ombud.Notices;
using Ombud.Policies.Deciding;

namespace Ombud.Assurance.Controls.People;

/// <summary>Every choice of a point is ticked, in every language; each consent keeps version, language and what was shown.</summary>
internal sealed class ConsentEvidence(CanaryPlanter canaries, FactHistory history, NoticeBook notices) : IControl
{
    public string Id => "consent-evidence";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        if (canaries.Points.MaxBy(point => point.Choices.Count) is not { Choices.Count: > 0 } point)
            return Measurement.Bad("inget ställe ber om samtycke", "no point asks for consent");
        var version = notices.InForce()!;
        var (amiss, count) = (new List<string>(), 0);
        foreach (var language in notices.Pack.Languages)
        {
            var canary = await canaries.PlantAsync(point, cancel, tick: true, language: language);
            var given = await history.ReadAsync(canary.Subject, cancel).Select(fact => fact.Fact).OfType<ConsentAnswered>()
                .Where(fact => fact.Answer is ConsentAnswer.Given).ToListAsync(cancel);
            count += given.Count;
            amiss.AddRange(point.Choices.Where(choice => given.TrueForAll(fact => fact.Key != choice)).Select(choice => $"{language} {choice}"));
            amiss.AddRange(given.Where(fact => fact.Shown.NoticeVersion != version.Version || fact.Shown.Language != language
                    || fact.Shown.Point != point.Id || fact.Shown.TextHash != ShownTexts.HashOfChoice(version, fact.Key, language))
                .Select(fact => $"{language} {fact.Key}"));
            await canaries.EraseAsync(canary.Subject, cancel);
        }
        return Measurement.Of(amiss, $"{count} samtycken med version, språk och det som visades",
            $"{count} consents with version, language and what was shown");
    }
}
