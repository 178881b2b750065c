using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Consents;
using Ombud.Consents.Suppression;
using Ombud.Decisions;
using Ombud.Keys;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.People;

/// <summary>
/// Somebody made up shows that an address is theirs, says no to all marketing and is erased. The address itself is nowhere, its
/// hash is still listed, and whoever is given with it afterwards is denied although a choice was ticked.
/// </summary>
internal sealed class SuppressionOutlives(
    CanaryPlanter canaries, ProvedCanaries proved, PersonalWill will, SuppressionList list, Decider decider, RawSearch raw,
    NoticeBook notices) : IControl
{
    public string Id => "suppression-outlives-erasure";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        if (Find() is not var (point, question))
            return Measurement.Bad("inget ställe erbjuder utskick", "no point offers mailings");
        var token = CanaryPlanter.NewToken();
        var address = CanaryPlanter.EmailOf(token);
        try
        {
            var other = await DecideAsync(point, question, CanaryPlanter.NewToken(), cancel);
            var owner = await proved.ProveAsync(address, cancel);
            await will.ObjectAsync(owner, PersonalWill.AllMarketing, cancel);
            await canaries.EraseAsync(owner, cancel);

            var isListed = (await list.KeysOfAsync(IdentifierKind.Email, address, cancel))
                .Contains(PersonalWill.AllMarketing, StringComparer.Ordinal);
            var places = (await raw.FindAsync([.. RawSearch.FormsOf(address)], cancel)).Places;
            var again = await DecideAsync(point, question, token, cancel);
            return new Measurement(
                other.IsPermitted && isListed && places.Count == 0 && again.Reason is DenialReason.MarketingObjected, new Layout.Text(
                sv: $"efter raderingen: {(isListed ? "spärrad som hash" : "inte spärrad")}, adressen funnen på {places.Count} ställen, "
                    + $"samma adress på nytt: {Probe.Sv(again)}",
                en: $"after the erasure: {(isListed ? "listed as a hash" : "not listed")}, the address found in {places.Count} places, "
                    + $"the same address anew: {Probe.En(again)}"));
        }
        finally
        {
            await TakeOffAsync(address, cancel);
        }
    }

    /// <summary>A point of the canaries that offers a topic of marketing, and the use that it would permit.</summary>
    private (CollectionPoint Point, WordQuestion Question)? Find()
    {
        var version = notices.InForce()!;
        foreach (var point in canaries.Points)
        {
            var topic = version.Topics.FirstOrDefault(topic => point.Choices.Contains(topic.Id, StringComparer.Ordinal));
            var purpose = version.Purposes.FirstOrDefault(purpose => purpose.Id == topic?.Purpose);
            if (purpose is { Nature: PurposeNature.Marketing })
                return (point, Probe.Ask(UseAction.Use, purpose, point.Controller, notices.Today) with { Topic = topic!.Id });
        }
        return null;
    }

    private Task<Decision> DecideAsync(CollectionPoint point, WordQuestion question, string token, CancellationToken cancel) =>
        canaries.MeetAsync(
            point, async canary => (await decider.AskAsync(canary.Subject, question, cancel)).Decision, cancel, tick: true, token: token);

    // The list holds real addresses alone: only its owner takes one off.
    private async Task TakeOffAsync(string address, CancellationToken cancel)
    {
        var owner = await proved.ProveAsync(address, cancel);
        await will.TakeBackAsync(owner, PersonalWill.AllMarketing, cancel);
        await canaries.EraseAsync(owner, cancel);
    }
}
