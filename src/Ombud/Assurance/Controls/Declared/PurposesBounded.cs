using Ombud.Assurance.Measuring;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Policies.Retention;

namespace Ombud.Assurance.Controls.Declared;

/// <summary>
/// Each purpose names categories and kinds of recipient that the pack knows, and whatever it is kept for has a rule of retention;
/// a category, a kind of person and a recipient outside its lists are denied.
/// </summary>
internal sealed class PurposesBounded(Policy policy, NoticeBook notices) : IControl
{
    public string Id => "purposes-bounded";

    public Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var (amiss, asked) = (new List<string>(), 0);
        foreach (var purpose in version.Purposes)
        {
            if (!IsComplete(version, purpose))
                amiss.Add(purpose.Id);
            foreach (var (question, standing, reason) in Outside(version, purpose))
            {
                asked++;
                var decision = policy.Decide(in question, policy.Compile(standing));
                if (decision.Reason != reason)
                    amiss.Add($"{purpose.Id} {reason}: {decision.Reason}");
            }
        }
        return Task.FromResult(Measurement.Of(amiss,
            $"{version.Purposes.Count} ändamål med kategorier, mottagare och gallring; {asked} frågor utanför dem nekade",
            $"{version.Purposes.Count} purposes with categories, recipients and retention; {asked} questions outside them denied"));
    }

    private static bool IsComplete(NoticeVersion version, Purpose purpose) =>
        purpose.Categories.Count > 0
        && purpose.Categories.All(id => version.Categories.Any(category => category.Id == id))
        && purpose.Recipients.All(id => version.RecipientKinds.Any(kind => kind.Id == id))
        && purpose.Categories.All(category => purpose.Subjects.All(kind => IsKept(version, purpose, category, kind)));

    /// <summary>Whether a rule keeps a category for a purpose and kind, and not a ceiling alone.</summary>
    internal static bool IsKept(NoticeVersion version, Purpose purpose, string category, string kind) =>
        Probe.ControllersOf(version, purpose).Select(party => party.Country).Distinct(StringComparer.Ordinal).All(country =>
            RetentionEnd.For(version, new KeptRecord
            {
                Categories = [category], Subjects = [kind], Purposes = [purpose.Id], Country = country,
                Anchors = new RetentionAnchors(version.EffectiveFrom),
            }).Reasons.Any(reason => !reason.Rule.Ceiling));

    private IEnumerable<(WordQuestion Question, StandingState Standing, DenialReason Reason)> Outside(
        NoticeVersion version, Purpose purpose)
    {
        var controller = Probe.ControllersOf(version, purpose).First();
        var willing = Probe.Willing(version, controller.Country);
        var use = Probe.Ask(UseAction.Use, purpose, controller.Id, notices.Today);
        // What a ranked rule may lift is another matter.
        var lifted = version.Rules.Where(rule => rule.Effect is RuleEffect.Permit).SelectMany(rule => rule.Categories)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var category in version.Categories.Where(category => category.Nature is CategoryNature.Ordinary
            && !purpose.Categories.Contains(category.Id, StringComparer.Ordinal) && !lifted.Contains(category.Id)))
            yield return (use with { Categories = new[] { category.Id } }, willing, DenialReason.CategoryOutsidePurpose);

        foreach (var kind in version.SubjectKinds.Where(kind => !purpose.Subjects.Contains(kind.Id, StringComparer.Ordinal)))
            yield return (use, willing with { Kinds = [kind.Id] }, DenialReason.SubjectKindOutsidePurpose);

        foreach (var recipient in version.Recipients
            .Where(recipient => !purpose.Recipients.Contains(recipient.Kind, StringComparer.Ordinal)))
        {
            yield return (use with { Action = UseAction.Disclose, Recipient = recipient.Id }, willing,
                DenialReason.RecipientOutsidePurpose);
        }
    }
}
