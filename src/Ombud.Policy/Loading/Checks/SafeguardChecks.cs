using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Checks;

/// <summary>A safeguard carries what its mechanism carries, on the same days and under the same conditions.</summary>
internal sealed class SafeguardsHold : IPackCheck
{
    public void Run(CheckContext check)
    {
        foreach (var safeguard in check.Version.Safeguards)
        {
            if (check.Law.Mechanisms.FirstOrDefault(one => one.Id == safeguard.Mechanism) is not { } mechanism)
                continue;

            Concluded(check, safeguard, mechanism);
            Requirements(check, safeguard, mechanism);
            MechanismDays.Check(check, safeguard.At, mechanism, safeguard.From, safeguard.Until);
        }
    }

    private static void Concluded(CheckContext check, Safeguard safeguard, TransferMechanism mechanism)
    {
        if (!check.IsSound(safeguard.At, "concluded", "from"))
            return;

        var at = check.Place(safeguard.At, "concluded");
        var last = mechanism.NewContractsTo ?? mechanism.ValidTo;
        if (safeguard.Concluded > last)
        {
            check.Add(at, PackRules.SafeguardDates,
                $"'{mechanism.Id}' could be concluded until {last:yyyy-MM-dd}; use its successor");
        }
        else if (safeguard.Concluded > safeguard.From)
        {
            check.Add(at, PackRules.SafeguardDates,
                $"it was concluded after it began on {safeguard.From:yyyy-MM-dd}; correct one of the days");
        }
    }

    private static void Requirements(CheckContext check, Safeguard safeguard, TransferMechanism mechanism)
    {
        if (!check.IsSound(safeguard.At, "meets"))
            return;

        var missing = mechanism.Requires.Without(safeguard.Meets);
        if (missing.Count > 0)
        {
            check.Add(check.Place(safeguard.At, "meets"), PackRules.SafeguardRequirement,
                $"'{mechanism.Id}' requires {string.Join(", ", missing)}; meet it and add it to 'meets'");
        }

        for (var i = 0; i < safeguard.Meets.Count; i++)
        {
            var word = safeguard.Meets[i];
            if (mechanism.Requires.Holds(word))
                continue;

            check.Add(check.Place(safeguard.At, "meets", i), PackRules.SafeguardRequirement,
                $"'{mechanism.Id}' does not require '{word}'"
                + Suggestion.For(word, mechanism.Requires, "; leave it out"));
        }
    }
}

/// <summary>A certification counts while its framework does.</summary>
internal sealed class CertificationsHold : IPackCheck
{
    public void Run(CheckContext check)
    {
        var certifications = check.Version.Parties.SelectMany(party => party.Certifications)
            .Concat(check.Version.Recipients.SelectMany(recipient => recipient.Certifications));
        foreach (var certification in certifications)
        {
            if (check.Law.Mechanisms.FirstOrDefault(one => one.Id == certification.Mechanism) is { } mechanism)
                MechanismDays.Check(check, certification.At, mechanism, certification.From, certification.Until);
        }
    }
}

/// <summary>Compares the days of an instrument with those of its mechanism.</summary>
internal static class MechanismDays
{
    internal static void Check(
        CheckContext check, SourceSpan entry, TransferMechanism mechanism, DateOnly from, DateOnly? until)
    {
        if (!check.IsSound(entry, "from", "until"))
            return;

        if (from < mechanism.ValidFrom)
        {
            check.Add(check.Place(entry, "from"), PackRules.SafeguardDates,
                $"'{mechanism.Id}' carries transfers from {mechanism.ValidFrom:yyyy-MM-dd}; begin no earlier");
        }
        else if (from > mechanism.ValidTo || until > mechanism.ValidTo)
        {
            check.Add(check.Place(entry, from > mechanism.ValidTo ? "from" : "until"), PackRules.SafeguardDates,
                $"'{mechanism.Id}' carried transfers until {mechanism.ValidTo:yyyy-MM-dd}; end no later");
        }
        else if (check.IsNewest && until is null && mechanism.ValidTo is { } end)
        {
            check.Warn(check.Place(entry, "mechanism"), PackRules.MechanismEnded,
                $"'{mechanism.Id}' carries nothing after {end:yyyy-MM-dd}"
                + $"{(mechanism.EndedBy is { } by ? $" ({by})" : "")}; end it and say how transfers go on");
        }
    }
}
