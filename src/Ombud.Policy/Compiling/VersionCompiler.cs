using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Policies.Compiling;

/// <summary>Makes tables of one version of the notice.</summary>
internal sealed class VersionCompiler(NoticeVersion version, short index, Words words, LawCompiler law,
    LawTables lawTables)
{
    private readonly BitTable _pointPurposes = new(words.Points.Length, words.Purposes.Length);
    private readonly BitTable _pursues = new(words.Purposes.Length, words.Parties.Length);

    /// <summary>The tables; <paramref name="outgrown"/> answers which versions' consents a purpose has outgrown
    /// here.</summary>
    public VersionTables Compile(Func<Purpose, ulong> outgrown)
    {
        var rules = new RuleCompiler(version, words);
        var parties = new PartyCompiler(version, words, law, lawTables);
        var declared = words.Known(version.Categories.Select(c => c.Id));
        var special = CategoriesOf(CategoryNature.Special);
        var criminal = CategoriesOf(CategoryNature.Criminal);
        var identity = CategoriesOf(CategoryNature.IdentityNumber);
        var grounds = new GroundCompiler(version, words, ground => declared
            .Without(CoveredUnder(ground.Special) ? CategorySet.Empty : special)
            .Without(CoveredUnder(ground.Criminal) ? CategorySet.Empty : criminal)
            .Without(CoveredUnder(ground.IdentityNumber) ? CategorySet.Empty : identity));
        return new(special, criminal, identity)
        {
            Model = version,
            Index = index,
            Purposes = PurposeRows(rules, declared, outgrown),
            Parties = parties.Rows,
            Points = PointRows(),
            TopicPurposes = TopicPurposes(),
            Declared = declared,
            CategoryClauses = Clauses(words.Categories, version.Categories, c => c.Clause),
            KindClauses = Clauses(words.Kinds, version.SubjectKinds, k => k.Clause),
            Pursues = _pursues,
            Instructs = parties.Instructs,
            Serves = parties.Serves,
            PointPurposes = _pointPurposes,
            FunctionCategories = parties.FunctionCategories,
            Grounds = grounds.Rows,
            GroundIndex = grounds.Index,
            SoleBases = grounds.SoleBases,
            Rules = rules.Rows,
            RuleControllers = rules.Controllers,
            RuleDestinations = rules.Destinations,
            Carriers = parties.Carriers,
            Destinations = parties.Destinations,
            PurposeLength = words.Purposes.Length,
            RegimeLength = words.Regimes.Length,
        };
    }

    // What the person has agreed to is asked of the person, each time.
    private static bool CoveredUnder(SpecialCondition condition) =>
        condition is not (SpecialCondition.None or SpecialCondition.ExplicitConsent);

    private PurposeRow[] PurposeRows(RuleCompiler rules, CategorySet declared, Func<Purpose, ulong> outgrown)
    {
        var rows = new PurposeRow[words.Purposes.Length];
        foreach (var purpose in version.Purposes)
        {
            var number = words.Purpose(purpose.Id).Value;
            var (firstRule, ruleCount) = rules.RulesOf(purpose.Id);
            rows[number] = new()
            {
                Categories = words.Known(purpose.Categories).And(declared),
                RuleCategories = rules.CategoriesOf(purpose.Id),
                Subjects = words.KnownKinds(purpose.Subjects),
                RecipientKinds = words.RecipientKinds.Bits(purpose.Recipients),
                Outgrown = outgrown(purpose),
                FirstRule = firstRule,
                RuleCount = ruleCount,
                ConsentMonths = (ushort)(purpose.ConsentMonths ?? 0),
                Clause = words.Clause(purpose.Clause),
                Traits = PurposeTraits.Declared | TraitsOf(purpose.Nature)
                    | (!TraitsOf(purpose.Nature).HasAny(PurposeTraits.OptIn) ? PurposeTraits.Plain
                        : PurposeTraits.None),
            };

            foreach (var party in version.Parties.Where(p => Pursues(purpose, p)))
                _pursues.Set(number, words.Party(party.Id).Value);
        }

        return rows;
    }

    /// <summary>Whether a party is among a purpose's controllers; no list means the companies of the group.</summary>
    public static bool Pursues(Purpose purpose, Party party) =>
        purpose.Controllers.Count == 0
            ? party.Role is not PartyRole.ClientController
            : purpose.Controllers.Contains(party.Id, StringComparer.Ordinal);

    private static PurposeTraits TraitsOf(PurposeNature nature) => nature switch
    {
        PurposeNature.Ordinary => PurposeTraits.None,
        PurposeNature.Marketing => PurposeTraits.Marketing,
        PurposeNature.Sale or PurposeNature.Rental => PurposeTraits.OptIn,
        PurposeNature.LegalClaims => PurposeTraits.ForChildren | PurposeTraits.UnderRestriction,
        PurposeNature.SubjectAccess => PurposeTraits.UnderRestriction,
        PurposeNature.GuardianAccess => PurposeTraits.ForChildren,
        PurposeNature.Erasure => PurposeTraits.ForChildren,
        PurposeNature.RightsOfOthers => PurposeTraits.UnderRestriction,
        PurposeNature.PublicInterest => PurposeTraits.UnderRestriction,
    };

    private PointRow[] PointRows()
    {
        var rows = new PointRow[words.Points.Length];
        foreach (var point in version.CollectionPoints)
        {
            var number = words.Point(point.Id).Value;
            rows[number] = new()
            {
                Categories = words.Known(point.Fields.Select(f => f.Category).OfType<string>()),
                Subjects = words.KnownKinds(point.OtherSubject is { } other ? [point.Subject, other] : [point.Subject]),
                Controller = words.Party(point.Controller).Value,
                Clause = words.Clause(point.Clause),
                IsDeclared = true,
                Informs = point.Channel is Channel.ThirdParty or Channel.Public || point.OtherSubject is not null,
            };

            foreach (var purpose in point.Purposes.Select(p => words.Purpose(p).Value).Where(p => p != 0))
                _pointPurposes.Set(number, purpose);
        }

        return rows;
    }

    private ushort[] TopicPurposes()
    {
        var purposes = new ushort[words.Topics.Length];
        foreach (var topic in version.Topics)
            purposes[words.Topic(topic.Id).Value] = words.Purpose(topic.Purpose).Value;

        return purposes;
    }

    private CategorySet CategoriesOf(CategoryNature nature) =>
        words.Known(version.Categories.Where(c => c.Nature == nature).Select(c => c.Id));

    private ClauseId[] Clauses<T>(WordTable table, IReadOnlyList<T> entries, Func<T, string> clauseOf)
        where T : PackEntry
    {
        var clauses = new ClauseId[table.Length];
        foreach (var entry in entries)
            clauses[table.Find(entry.Id)] = words.Clause(clauseOf(entry));

        return clauses;
    }
}
