using Ombud.Assurance.Measuring;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Sharing;

/// <summary>
/// A vendor is refused on the day after its agreement ends; and today whatever its functions do not name, purpose by purpose
/// and category by category.
/// </summary>
internal sealed class VendorAgreement(Policy policy, NoticeBook notices) : IControl
{
    public string Id => "vendor-agreement";

    public Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var decided = policy.Pack.Versions.FirstOrDefault(known => known.Version == version.Version) ?? version;
        var expired = Policy.Compile(policy.Pack with
        {
            Versions = [decided with { Recipients = [.. decided.Recipients.Select(recipient =>
                recipient with { AgreementUntil = notices.Today.AddDays(-1) })] }],
        }, policy.Law);
        var (amiss, ended, outside) = (new List<string>(), 0, 0);
        foreach (var asked in Questions(version))
        {
            var (question, standing) = (asked.Question, policy.Compile(asked.Standing));
            var decision = policy.Decide(in question, standing);
            if (!asked.IsWithin)
            {
                if (decision.IsPermitted)
                    amiss.Add($"{asked.Name} (function)");
                // Denied for this alone, so that without the step it would have gone through.
                outside += decision.Reason is DenialReason.OutsideVendorFunction ? 1 : 0;
            }
            else if (decision.IsPermitted)
            {
                ended++;
                if (expired.Decide(in question, expired.Compile(asked.Standing)).Reason is not DenialReason.AgreementNotInForce)
                    amiss.Add($"{asked.Name} (agreement)");
            }
        }
        if (amiss.Count == 0 && (ended == 0 || outside == 0))
            return Task.FromResult(Measurement.Bad("ingen leverantör att fråga om", "no vendor to ask about"));
        return Task.FromResult(Measurement.Of(amiss,
            $"{ended} utlämnanden till leverantörer nekas dagen efter att avtalet gått ut; {outside} utanför uppgiften nekas i dag",
            $"{ended} disclosures to vendors denied the day after the agreement ends; {outside} outside the function denied today"));
    }

    private IEnumerable<Asking> Questions(NoticeVersion version)
    {
        var kinds = version.RecipientKinds.Where(kind => kind.NeedsAgreement).Select(kind => kind.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var vendor in version.Recipients.Where(recipient => kinds.Contains(recipient.Kind)))
        {
            var functions = version.VendorFunctions
                .Where(function => vendor.Functions.Contains(function.Id, StringComparer.Ordinal)).ToList();
            foreach (var purpose in version.Purposes)
            {
                var controller = Probe.ControllersOf(version, purpose).First();
                var standing = Probe.Willing(version, controller.Country);
                foreach (var category in purpose.Categories)
                {
                    var isWithin = functions.Exists(function => function.Purposes.Contains(purpose.Id, StringComparer.Ordinal)
                        && function.Categories.Contains(category, StringComparer.Ordinal));
                    var question = Probe.Ask(UseAction.Disclose, purpose, controller.Id, notices.Today, category);
                    yield return new Asking(question with { Recipient = vendor.Id }, standing, isWithin);
                }
            }
        }
    }

    private sealed record Asking(WordQuestion Question, StandingState Standing, bool IsWithin)
    {
        public string Name => $"{Question.Recipient} {Question.Purpose} {Question.Categories.Span[0]}";
    }
}
