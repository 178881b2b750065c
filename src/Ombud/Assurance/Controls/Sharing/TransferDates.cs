using Ombud.Assurance.Measuring;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Sharing;

/// <summary>
/// Every safeguard of the pack carries transfers on its days and on no other; and the same transfers decided on 2020-07-15,
/// on 2020-07-17 and today: those that rested on Privacy Shield rest on it no more.
/// </summary>
internal sealed class TransferDates(Policy policy, NoticeBook notices) : IControl
{
    private const string Shield = "eu_us_privacy_shield";
    private static readonly DateOnly Before = new(2020, 7, 15);
    private static readonly DateOnly After = new(2020, 7, 17);

    public string Id => "transfer-dates";

    public Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var each = new EverySafeguard(policy, notices).Try();
        if (each.Amiss.Count > 0)
            return Task.FromResult(Measurement.Of(each.Amiss, "", ""));
        if (notices.InForceOn(Before) is not { } version)
            return Task.FromResult(Measurement.Bad("ingen version gällde 2020-07-15", "no version was in force on 2020-07-15"));

        var resting = Questions(version).Where(question => RestsOnShield(question, version, Before)).ToList();
        var after = resting.Count(question => RestsOnShield(question, version, After));
        var today = resting.Count(question => RestsOnShield(question, version, notices.Today));
        var stillPermitted = resting.Count(question => Decide(question, version, After).IsPermitted);
        return Task.FromResult(new Measurement(resting.Count > 0 && after == 0 && today == 0, new Layout.Text(
            sv: $"{each.Safeguards} skyddsåtgärder prövade var för sig på gränserna till sina dagar, {each.Asked} frågor; "
                + $"2020-07-15 vilade {resting.Count} överföringar på Privacy Shield, 2020-07-17 {after} och i dag "
                + $"{today}; {resting.Count - stillPermitted} stoppades och {stillPermitted} hade annat skydd",
            en: $"{each.Safeguards} safeguards tried one by one at the edges of their days, {each.Asked} questions; "
                + $"on 2020-07-15 {resting.Count} transfers rested on Privacy Shield, on 2020-07-17 {after} and "
                + $"today {today}; {resting.Count - stillPermitted} stopped and {stillPermitted} had another safeguard")));
    }

    private static IEnumerable<WordQuestion> Questions(NoticeVersion version)
    {
        var importers = version.Parties.Where(party => party.Role is not PartyRole.ClientController).Select(party =>
            (party.Id, party.Country))
            .Concat(version.Recipients.Select(recipient => (recipient.Id, recipient.Country)))
            .Where(importer => importer.Country.StartsWith("US", StringComparison.Ordinal)).ToList();
        return from purpose in version.Purposes
               from controller in Probe.ControllersOf(version, purpose).Where(party => party.Country is "SE" or "DE" or "FR" or "NL")
               from importer in importers
               select Probe.Ask(UseAction.Disclose, purpose, controller.Id, Before) with { Recipient = importer.Id };
    }

    private bool RestsOnShield(WordQuestion question, NoticeVersion version, DateOnly on)
    {
        var decision = Decide(question, version, on);
        if (!decision.IsPermitted)
            return false;
        var word = policy.Words.Word(decision.Safeguard);
        return word == Shield || policy.Pack.Versions.Any(known => known.Safeguards.Any(s => s.Id == word && s.Mechanism == Shield));
    }

    private Decision Decide(WordQuestion question, NoticeVersion version, DateOnly on) =>
        policy.Decide(question with { On = Day.Of(on), CollectedOn = Day.Of(on) }, policy.Compile(Probe.Willing(version, "SE")));
}
