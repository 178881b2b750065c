using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Sharing;

/// <summary>
/// Each safeguard of the pack by itself, for each of its pairs of countries and importers: a transfer under it alone is
/// decided on the day before it begins, on its first and last day and on the day after.
/// </summary>
internal sealed class EverySafeguard(Policy policy, NoticeBook notices)
{
    // One country behind each border that the law guards.
    private static readonly string[] Exporters = ["SE", "GB", "CH"];
    private readonly SafeguardDays _days = new(policy.Law);
    private readonly List<string> _amiss = [];

    /// <summary>What was otherwise than pack and law say.</summary>
    public IReadOnlyList<string> Amiss => _amiss;

    /// <summary>How many safeguards were tried.</summary>
    public int Safeguards { get; private set; }

    /// <summary>How many questions were decided.</summary>
    public int Asked { get; private set; }

    public EverySafeguard Try()
    {
        foreach (var version in notices.Pack.Versions)
        {
            foreach (var safeguard in version.Safeguards)
            {
                Safeguards++;
                Try(safeguard, version);
            }
        }
        return this;
    }

    private void Try(Safeguard safeguard, NoticeVersion version)
    {
        var from = ExporterOf(_days.ChainOf(safeguard.Mechanism));
        var (alone, asked) = (Alone(safeguard, version), Asked);
        foreach (var (importer, country) in SafeguardDays.ImportersOf(safeguard, version))
        {
            var to = safeguard.To.Count > 0 ? safeguard.To[0] : country;
            if (from is not null && !IsWithin(from, to, notices.Today))
                Try(alone, version, safeguard, new Pair(from, to, importer));
        }
        if (Asked == asked)
            _amiss.Add($"{version.Version} {safeguard.Id}: ?");
    }

    private void Try(Policy alone, NoticeVersion version, Safeguard safeguard, Pair pair)
    {
        if (_days.Of(safeguard, pair.Importer, version) is not { } days)
        {
            Expect(alone, version, pair, notices.Today, carries: false);
            return;
        }
        // What it says of the days outside counts only where the same question is let through inside.
        if (!Expect(alone, version, pair, days.From, carries: true))
            return;
        Expect(alone, version, pair, days.From.AddDays(-1), carries: false);
        if (days.Until is not { } last)
            Expect(alone, version, pair, notices.Today > days.From ? notices.Today : days.From, carries: true);
        else
        {
            Expect(alone, version, pair, last, carries: true);
            Expect(alone, version, pair, last.AddDays(1), carries: false);
        }
    }

    private bool Expect(Policy alone, NoticeVersion version, Pair pair, DateOnly on, bool carries)
    {
        // On that day there was no border between them.
        if (IsWithin(pair.From, pair.To, on))
            return true;
        Asked++;
        var isCarried = IsCarried(alone, version, pair, on);
        if (isCarried != carries)
            _amiss.Add($"{version.Version} {pair.Importer} {pair.From}–{pair.To} {on:yyyy-MM-dd}: {isCarried?.ToString() ?? "?"}");
        return isCarried == carries;
    }

    /// <returns>Whether the border may be crossed; null where nothing that may be disclosed comes so far.</returns>
    private bool? IsCarried(Policy alone, NoticeVersion version, Pair pair, DateOnly on)
    {
        var willing = alone.Compile(Probe.Willing(version with { EffectiveFrom = on.AddDays(-1) }, null));
        bool? found = null;
        foreach (var question in Questions(version, pair, on))
        {
            switch (alone.Decide(in question, willing).Reason)
            {
                case DenialReason.None or DenialReason.AgreementNotInForce or DenialReason.OutsideVendorFunction:
                    return true;
                case DenialReason.TransferWithoutSafeguard:
                    found = false;
                    break;
            }
        }
        return found;
    }

    private IEnumerable<WordQuestion> Questions(NoticeVersion version, Pair pair, DateOnly day) =>
        from purpose in version.Purposes
        from controller in ControllersOf(version, purpose, pair, day)
        from category in purpose.Categories
        select Probe.Ask(UseAction.Disclose, purpose, controller.Id, day, category) with
        {
            Recipient = pair.Importer,
            From = pair.From,
            To = pair.To,
        };

    // A controller's own border counts beside the one stated: who is at home there, or behind no border, comes first.
    private IEnumerable<Party> ControllersOf(NoticeVersion version, Purpose purpose, Pair pair, DateOnly day) =>
        Probe.ControllersOf(version, purpose).Where(party => party.Id != pair.Importer)
            .OrderByDescending(party => party.Country == pair.From)
            .ThenBy(party => Array.Exists(Exporters, exporter => IsWithin(exporter, party.Country, day))).Take(3);

    // The version as if it had always been in force and had this safeguard alone, under a law that knows nothing else.
    private Policy Alone(Safeguard safeguard, NoticeVersion version)
    {
        var own = policy.Pack.Versions.FirstOrDefault(known => known.Version == version.Version) ?? version;
        var only = own with
        {
            EffectiveFrom = new DateOnly(2000, 1, 1),
            Safeguards = [.. own.Safeguards.Where(known => known.Id == safeguard.Id)],
        };
        return Policy.Compile(policy.Pack with { Versions = [only] },
            policy.Law with { Adequacies = [], Mechanisms = _days.ChainOf(safeguard.Mechanism) });
    }

    private static string? ExporterOf(IReadOnlyList<TransferMechanism> chain) => chain is [var mechanism, ..]
        ? mechanism.From switch { "eea" or "eu" => "SE", "uk" => "GB", "ch" => "CH", _ => null }
        : null;

    private bool IsWithin(string from, string to, DateOnly on) => from == to || IsInEea(from, on) && IsInEea(to, on);

    // Membership has its days; the flag speaks for countries of which the law's data has none.
    private bool IsInEea(string country, DateOnly on)
    {
        var members = policy.Law.Regimes.Where(regime => regime.Id == "eu").SelectMany(regime => regime.Members)
            .Where(member => member.Country == country).ToList();
        return members.Count == 0 ? policy.Law.Countries.Any(known => known.Id == country && known.Eea)
            : members.Exists(member => (member.From is not { } first || first <= on) && (member.Until is not { } last || on <= last));
    }

    private sealed record Pair(string From, string To, string Importer);
}
