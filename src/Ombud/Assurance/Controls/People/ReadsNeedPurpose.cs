using System.Reflection;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Decisions;
using Ombud.Log;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Vault;

namespace Ombud.Assurance.Controls.People;

/// <summary>
/// Nothing of somebody stored is read without a declared purpose, and a reading that is permitted stands on the trail; the
/// vault has no way in but with a permit, and none can be made but by a decision.
/// </summary>
internal sealed class ReadsNeedPurpose(CanaryPlanter canaries, Decider decider, FactHistory history, NoticeBook notices) : IControl
{
    public string Id => "reads-need-purpose";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public Task<Measurement> MeasureAsync(CancellationToken cancel) =>
        canaries.MeetAsync(canaries.Longest, canary => TryAsync(canary, [.. WaysWithoutPermit()], cancel), cancel);

    private static IEnumerable<string> WaysWithoutPermit() =>
    [
        .. typeof(VaultReader).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.GetParameters().All(parameter => parameter.ParameterType != typeof(Permit)))
            .Select(method => method.Name),
        .. typeof(Permit).GetConstructors().Select(_ => "new Permit"),
    ];

    private async Task<Measurement> TryAsync(Canary canary, List<string> amiss, CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var categories = version.Categories.Select(category => category.Id).ToArray();
        foreach (var undeclared in new[] { "", "a-purpose-nobody-declared" })
        {
            var question = Ask(version.Purposes[0], canary, categories) with { Purpose = undeclared };
            var refused = await decider.ReadEachAsync(canary.Subject, question, CanaryPlanter.By, cancel);
            if (refused is null || refused.Records.Count > 0 || refused.Permitted.Count > 0)
                amiss.Add($"'{undeclared}'");
        }

        var read = 0;
        foreach (var purpose in version.Purposes.Where(purpose => canary.Point.Purposes.Contains(purpose.Id, StringComparer.Ordinal)))
        {
            var answer = await decider.ReadEachAsync(canary.Subject, Ask(purpose, canary, categories), CanaryPlanter.By, cancel);
            read += answer?.Records.Count ?? 0;
        }
        var facts = await history.ReadAsync(canary.Subject, cancel).Select(fact => fact.Fact).ToListAsync(cancel);
        if (facts.OfType<ReadingMade>().Sum(fact => fact.Records) != read)
            amiss.Add("trail");
        if (facts.OfType<UseRefused>().All(fact => fact.Reason is not DenialReason.PurposeNotDeclared))
            amiss.Add("refusal");
        if (read == 0)
            amiss.Add("nothing read");
        return Measurement.Of(amiss, $"utan angivet ändamål: inget läst; med: {read} uppgifter, varje läsning i liggaren",
            $"without a stated purpose: nothing read; with one: {read} records, each reading on the trail");
    }

    private WordQuestion Ask(Purpose purpose, Canary canary, string[] categories) =>
        Probe.Ask(UseAction.Use, purpose, canary.Point.Controller, notices.Today, categories);
}
