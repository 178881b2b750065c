using Ombud.Layout;
using Ombud.Notices.Registers;
using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Notices.Transfers;

/// <summary>Whether a safeguard carries a transfer on a day.</summary>
public enum SafeguardState
{
    InForce,
    Upcoming,
    Ended,

    /// <summary>It lies within its days and yet the law does not accept it.</summary>
    Unfit,
}

/// <summary>A safeguard with the law's mechanism it rests on, and how both stand on a day.</summary>
public sealed record Transfer
{
    public required Safeguard Safeguard { get; init; }

    /// <summary>Null where the law's data has no such mechanism.</summary>
    public required TransferMechanism? Mechanism { get; init; }

    public required SafeguardState State { get; init; }

    /// <summary>What the law asks for beside it and the safeguard does not say it meets.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Area it leads from; empty where unknown.</summary>
    public string From => Mechanism?.From ?? "";

    /// <summary>Countries it leads to: those it says, or those of the mechanism, or those of its importers.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>Whether it was concluded after the law's last day for new contracts.</summary>
    public bool ConcludedTooLate => Mechanism?.NewContractsTo is { } last && Safeguard.Concluded > last;

    /// <summary>All safeguards of a version as they stand on a day.</summary>
    public static IReadOnlyList<Transfer> All(NoticeVersion notice, LegalData law, DateOnly day)
    {
        var mechanisms = law.Mechanisms.ToDictionary(mechanism => mechanism.Id, StringComparer.Ordinal);
        return
        [
            .. notice.Safeguards.Select(safeguard => Of(safeguard, mechanisms, day) with
            {
                To = Destinations.Of(safeguard, mechanisms.GetValueOrDefault(safeguard.Mechanism), notice, law, day),
            }),
        ];
    }

    /// <summary>How something with a first and a last day stands on a day.</summary>
    public static SafeguardState StateOf(DateOnly from, DateOnly? until, DateOnly day) =>
        day < from ? SafeguardState.Upcoming
        : day > until ? SafeguardState.Ended
        : SafeguardState.InForce;

    /// <summary>An area's name for readers.</summary>
    internal static Text AreaOf(string area) => area switch
    {
        "eea" => NoticesTexts.Eea,
        "uk" => RegisterTexts.Uk,
        "ch" => RegisterTexts.Ch,
        _ => new(sv: area, en: area),
    };

    private static Transfer Of(Safeguard safeguard, Dictionary<string, TransferMechanism> mechanisms, DateOnly day)
    {
        var mechanism = mechanisms.GetValueOrDefault(safeguard.Mechanism);
        var transfer = new Transfer
        {
            Safeguard = safeguard,
            Mechanism = mechanism,
            State = SafeguardState.Unfit,
            To = [],
            Missing = [.. (mechanism?.Requires ?? []).Except(safeguard.Meets, StringComparer.Ordinal)],
        };
        return transfer with { State = transfer.StateOn(day, mechanisms) };
    }

    private SafeguardState StateOn(DateOnly day, Dictionary<string, TransferMechanism> mechanisms)
    {
        if (StateOf(Safeguard.From, Safeguard.Until, day) is var own and not SafeguardState.InForce)
            return own;
        if (Mechanism is null)
            return SafeguardState.Unfit;
        if (StateOf(Mechanism.ValidFrom, Mechanism.ValidTo, day) is var legal and not SafeguardState.InForce)
            return legal;
        if (Mechanism.DependsOn is { } other && !(mechanisms.TryGetValue(other, out var support)
            && StateOf(support.ValidFrom, support.ValidTo, day) is SafeguardState.InForce))
            return SafeguardState.Ended;
        return ConcludedTooLate || Missing.Count > 0 ? SafeguardState.Unfit : SafeguardState.InForce;
    }
}
