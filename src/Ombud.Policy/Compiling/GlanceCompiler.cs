using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Deciding;
using Ombud.Policies.Deciding.Steps;
using Ombud.Policies.Model;

namespace Ombud.Policies.Compiling;

/// <summary>Works out the rows of an epoch: a millisecond or two, once it is asked about often.</summary>
internal sealed class GlanceCompiler(Epoch epoch, VersionTables tables, LawTables law)
{
    // 32 MB; a pack with more goes the long way.
    private const long RowsMax = 4_000_000;
    private const int SetsMax = ushort.MaxValue;

    private readonly List<CategorySet> _sets = [CategorySet.Empty];
    private readonly Dictionary<CategorySet, ushort> _numbers = new() { [CategorySet.Empty] = 0 };

    public Glance Compile()
    {
        var (purposes, parties) = (tables.Purposes.Length, tables.Parties.Length);
        if ((long)purposes * parties * parties > RowsMax)
            return Glance.Nothing;

        var rows = new GlanceRow[purposes * parties * parties];
        for (var purpose = 0; purpose < purposes; purpose++)
        {
            if (!tables.Purposes[purpose].Traits.HasAny(PurposeTraits.Declared))
                continue;
            for (var controller = 0; controller < parties; controller++)
            {
                if ((tables.Parties[controller].Traits & (PartyTraits.Client | PartyTraits.Controller)) != PartyTraits.Controller)
                    continue;
                for (var recipient = 0; recipient < parties; recipient++)
                    rows[(((purpose * parties) + controller) * parties) + recipient] = RowOf(purpose, controller, recipient);
            }
        }

        return _sets.Count > SetsMax ? Glance.Nothing : new(rows, [.. _sets], parties);
    }

    private GlanceRow RowOf(int purposeNumber, int controllerNumber, int recipientNumber)
    {
        ref readonly var purpose = ref tables.Purposes[purposeNumber];
        ref readonly var controller = ref tables.Parties[controllerNumber];
        ref readonly var recipient = ref tables.Parties[recipientNumber];
        if (recipientNumber != 0 && !recipient.Traits.HasAny(PartyTraits.Recipient))
            return default;

        var isOutside = recipientNumber != 0 && recipientNumber != controllerNumber && (purpose.RecipientKinds >> recipient.Kind & 1) == 0;
        var isSimple = purpose.Traits.HasAny(PurposeTraits.Plain) && controller.Traits.HasAny(PartyTraits.ServesEverywhere);
        var receivable = Receivable(purposeNumber, in controller, recipientNumber, out var safeguard);
        var isPursued = tables.Pursues.Has(purposeNumber, controllerNumber);
        return new GlanceRow
        {
            Quiet = Number(Without(in purpose, recipientNumber, asking: true)),
            Undisputed = Number(Without(in purpose, recipientNumber, asking: false)),
            Receivable = Number(receivable),
            Safeguard = safeguard,
            Regime = isSimple ? epoch.SoleRegimes[controller.Country] : (byte)0,
            Traits = GlanceTraits.Declared
                | (isPursued ? GlanceTraits.None : GlanceTraits.ControllerOutside)
                | (isOutside ? GlanceTraits.RecipientOutside : GlanceTraits.None),
        };
    }

    /// <summary>Categories of which no rule of the purpose speaks for that kind of recipient, whatever is done.</summary>
    /// <param name="asking">Whether those count that only ask for consent.</param>
    private CategorySet Without(in PurposeRow purpose, int recipient, bool asking)
    {
        var quiet = tables.Declared;
        foreach (ref readonly var rule in tables.Rules.AsSpan(purpose.FirstRule, purpose.RuleCount))
        {
            if (rule.Effect == RuleEffect.RequireConsent && !asking)
                continue;
            if (rule.RecipientKinds.IsOpen || (recipient != 0 && rule.RecipientKinds.Matches(tables.Parties[recipient].Kind)))
                quiet = rule.AnyCategory ? CategorySet.Empty : quiet.Without(rule.Categories);
        }

        return quiet;
    }

    /// <summary>What the recipient may have at a glance. Nothing of the answer changes within the epoch.</summary>
    private CategorySet Receivable(int purpose, in PartyRow controller, int recipientNumber, out SafeguardId safeguard)
    {
        safeguard = default;
        if (recipientNumber == 0)
            return tables.Declared;

        ref readonly var recipient = ref tables.Parties[recipientNumber];
        var receivable = tables.Declared;
        if (recipient.Traits.HasAny(PartyTraits.NeedsAgreement))
        {
            if (!recipient.Agreement.Contains(epoch.First))
                return CategorySet.Empty;
            receivable = receivable.And(tables.FunctionCategories[(recipient.Functions * tables.PurposeLength) + purpose]);
        }

        var (area, to) = (epoch.Areas[controller.Country], recipient.Country);
        if (area == Area.None || controller.Country == to || (to != 0 && area == Area.Eea && epoch.Areas[to] == Area.Eea))
            return receivable;
        if (to == 0 || law.ParentOf[controller.Country] == law.ParentOf[to])
            return CategorySet.Empty;
        var route = new Route(epoch.First, area, to);
        return TransferStep.Carrier(route, CategorySet.Empty, in recipient, tables, law, out safeguard, out var excluded)
            ? receivable.Without(excluded) : CategorySet.Empty;
    }

    private ushort Number(CategorySet set)
    {
        if (_numbers.TryGetValue(set, out var number))
            return number;
        number = (ushort)_sets.Count;
        _sets.Add(set);
        return _numbers[set] = number;
    }
}
