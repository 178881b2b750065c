using Ombud.Decisions;
using Ombud.Disclosures;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Canaries;

/// <summary>Gives data of somebody made up to a company of the group and to one recipient of each kind that may have it.</summary>
internal sealed class CanaryDisclosures(Discloser discloser, Decider decider, NoticeBook notices)
{
    private static readonly HashSet<string> AllFields = new(StringComparer.Ordinal);

    /// <summary>What was given; nothing ever leaves the product.</summary>
    public async Task<IReadOnlyList<DisclosureRow>> MakeAsync(Canary canary, CancellationToken cancel)
    {
        var made = new List<DisclosureRow>();
        foreach (var kind in RecipientsOf(canary).GroupBy(recipient => recipient.Kind, StringComparer.Ordinal))
        {
            foreach (var (_, recipient) in kind)
            {
                if (await PermittedAsync(canary, recipient, cancel) is not { } question
                    || await discloser.DiscloseAsync(
                        new DisclosureOrder(canary.Subject, question, AllFields, CanaryPlanter.By), cancel)
                        is not Disclosed.Made { Row: var row })
                    continue;
                made.Add(row);
                break;
            }
        }
        return made;
    }

    private IEnumerable<(string Kind, string Id)> RecipientsOf(Canary canary)
    {
        var version = notices.InForce()!;
        return version.Parties.Where(party => party.Role is PartyRole.Affiliate && party.Id != canary.Point.Controller)
            .Select(party => ("", party.Id)).Concat(version.Recipients.Select(recipient => (recipient.Kind, recipient.Id)));
    }

    private async Task<WordQuestion?> PermittedAsync(Canary canary, string recipient, CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var categories = canary.Point.Fields.Select(field => field.Category).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        foreach (var purpose in version.Purposes.Where(purpose => canary.Point.Purposes.Contains(purpose.Id, StringComparer.Ordinal)))
        {
            foreach (var category in categories)
            {
                var use = Controls.Probe.Ask(UseAction.Disclose, purpose, canary.Point.Controller, notices.Today, category);
                var question = use with { Recipient = recipient };
                if ((await decider.AskAsync(canary.Subject, question, cancel)).Decision.IsPermitted)
                    return question;
            }
        }
        return null;
    }
}
