using Microsoft.EntityFrameworkCore;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.Decisions;
using Ombud.Disclosures;
using Ombud.Log;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Shared;

namespace Ombud.Assurance.Controls.People;

/// <summary>
/// Data of somebody made up is disclosed to a company of the group and to one recipient of each kind that may have it;
/// each stands in the register and on the trail, with the countries from and to which it goes.
/// </summary>
internal sealed class DisclosuresRecorded(
    CanaryPlanter canaries, Discloser discloser, Decider decider, FactHistory history, IDbContextFactory<OmbudContext> contexts,
    NoticeBook notices) : IControl
{
    private static readonly HashSet<string> AllFields = new(StringComparer.Ordinal);

    public string Id => "disclosures-recorded";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public Task<Measurement> MeasureAsync(CancellationToken cancel) =>
        canaries.MeetAsync(canaries.Longest, canary => TryAsync(canary, cancel), cancel);

    private async Task<Measurement> TryAsync(Canary canary, CancellationToken cancel)
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
        if (made.Count == 0)
            return Measurement.Bad("ingen får något", "nobody may be given anything");

        var facts = await history.ReadAsync(canary.Subject, cancel).Select(fact => fact.Fact).OfType<DisclosureMade>().ToListAsync(cancel);
        var stored = await StoredAsync(canary.Subject, cancel);
        var amiss = made.Where(row => !facts.Exists(fact => fact.DisclosureId == row.DisclosureId
                && fact.Recipient == row.Recipient && fact.From.Length > 0 && fact.To.Length > 0)
            || !stored.Exists(one => one.DisclosureId == row.DisclosureId && one.Recipient == row.Recipient
                && one.FromCountry.Length > 0 && one.ToCountry.Length > 0)).Select(row => row.Recipient).ToList();
        var whom = string.Join(", ", made.Select(row => row.Recipient));
        return Measurement.Of(amiss, $"{made.Count} utlämnanden ({whom}) i registret och i liggaren, med länder",
            $"{made.Count} disclosures ({whom}) in the register and on the trail, with countries");
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
                var use = Probe.Ask(UseAction.Disclose, purpose, canary.Point.Controller, notices.Today, category);
                var question = use with { Recipient = recipient };
                if ((await decider.AskAsync(canary.Subject, question, cancel)).Decision.IsPermitted)
                    return question;
            }
        }
        return null;
    }

    private async Task<List<DisclosureRow>> StoredAsync(SubjectId subject, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<DisclosureRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value).ToListAsync(cancel);
    }
}
