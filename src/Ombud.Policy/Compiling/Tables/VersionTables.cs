using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Policies.Compiling.Tables;

/// <summary>One version of the notice as arrays by number. What the version does not have is an empty row.</summary>
internal sealed class VersionTables
{
    public required NoticeVersion Model { get; init; }
    public required short Index { get; init; }
    public required PurposeRow[] Purposes { get; init; }
    public required PartyRow[] Parties { get; init; }
    public required PointRow[] Points { get; init; }

    /// <summary>By topic: its purpose; 0 where the version has no such topic.</summary>
    public required ushort[] TopicPurposes { get; init; }

    public required CategorySet Declared { get; init; }
    public CategorySet Special { get; }
    public CategorySet Criminal { get; }
    public CategorySet IdentityNumbers { get; }

    /// <summary>By category: the clause that describes it.</summary>
    public required ClauseId[] CategoryClauses { get; init; }

    /// <summary>By kind of person: the clause that describes it.</summary>
    public required ClauseId[] KindClauses { get; init; }

    /// <summary>Purpose by controller: who pursues it.</summary>
    public required BitTable Pursues { get; init; }

    /// <summary>Client by purpose: what it has instructed.</summary>
    public required BitTable Instructs { get; init; }

    /// <summary>Party by country of residence: whom it serves; column 0 is an unknown residence.</summary>
    public required BitTable Serves { get; init; }

    /// <summary>Point by purpose: for what it collects.</summary>
    public required BitTable PointPurposes { get; init; }

    /// <summary>By function set and purpose: the categories that the functions need.</summary>
    public required CategorySet[] FunctionCategories { get; init; }

    public required GroundRow[] Grounds { get; init; }

    /// <summary>By purpose and regime: where in <see cref="Grounds"/> and how many.</summary>
    public required (int First, int Count)[] GroundIndex { get; init; }

    /// <summary>By purpose and regime: the basis where there is only one and it is for everybody; else none.</summary>
    public required SoleBasis[] SoleBases { get; init; }

    /// <summary>Rules by purpose, highest rank first, prohibitions before permissions.</summary>
    public required RuleRow[] Rules { get; init; }
    public required BitTable RuleControllers { get; init; }
    public required BitTable RuleDestinations { get; init; }
    public required CarrierRow[] Carriers { get; init; }
    public required BitTable Destinations { get; init; }
    public required int PurposeLength { get; init; }
    public required int RegimeLength { get; init; }

    /// <summary>What is neither plain nor harmless.</summary>
    public CategorySet NotOrdinary { get; }

    /// <summary>About what no machine decides alone (GDPR article 22(4)).</summary>
    public CategorySet Grave { get; }

    /// <summary>The days of its agreements and of what carries data.</summary>
    public IEnumerable<DaySpan> Spans =>
        Parties.Where(party => party.Traits.HasAny(PartyTraits.NeedsAgreement)).Select(party => party.Agreement)
            .Concat(Carriers.Select(carrier => carrier.InForce)).Distinct();

    /// <summary>The bases of a purpose under a regime.</summary>
    public ReadOnlySpan<GroundRow> GroundsOf(int purpose, int regime)
    {
        var (first, count) = GroundIndex[(purpose * RegimeLength) + regime];
        return Grounds.AsSpan(first, count);
    }

    /// <param name="special">Categories of GDPR article 9.</param>
    /// <param name="criminal">Those of article 10.</param>
    /// <param name="identityNumbers">National identity numbers.</param>
    public VersionTables(CategorySet special, CategorySet criminal, CategorySet identityNumbers)
    {
        (Special, Criminal, IdentityNumbers) = (special, criminal, identityNumbers);
        Grave = special.Or(criminal);
        NotOrdinary = Grave.Or(identityNumbers);
    }
}
