using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Policies.Compiling;

/// <summary>Makes of a version's legal bases one table by purpose and regime.</summary>
internal sealed class GroundCompiler
{
    private readonly List<GroundRow> _rows = [];

    /// <param name="covers">The categories for which a row is ground enough, whatever the person has agreed to.</param>
    public GroundCompiler(NoticeVersion version, Words words, Func<GroundRow, CategorySet> covers)
    {
        Index = new (int, int)[words.Purposes.Length * words.Regimes.Length];
        SoleBases = new SoleBasis[Index.Length];
        foreach (var purpose in version.Purposes)
        {
            for (var regime = 1; regime < words.Regimes.Length; regime++)
            {
                var bases = BasesOf(purpose, words.Regimes.Word(regime));
                var place = (words.Purpose(purpose.Id).Value * words.Regimes.Length) + regime;
                Index[place] = (_rows.Count, bases.Count);
                foreach (var basis in bases)
                {
                    var row = RowOf(basis, purpose, words);
                    _rows.Add(row with { Covers = covers(row) });
                }
                if (bases is [{ Subjects.Count: 0 }])
                    SoleBases[place] = new() { Basis = _rows[^1].Basis, Covers = _rows[^1].Covers };
            }
        }

        Rows = [.. _rows];
    }

    public GroundRow[] Rows { get; }
    public (int First, int Count)[] Index { get; }
    public SoleBasis[] SoleBases { get; }

    /// <summary>The bases of a purpose under a regime: its own, or those it falls back to.</summary>
    public static IReadOnlyList<PurposeBasis> BasesOf(Purpose purpose, string regime)
    {
        for (var family = regime; family is not null; family = KnownWords.FallbackOf(family))
        {
            var bases = purpose.Bases.Where(b => b.Regimes.Contains(family, StringComparer.Ordinal)).ToList();
            if (bases.Count > 0)
                return bases;
        }

        return [];
    }

    private static GroundRow RowOf(PurposeBasis basis, Purpose purpose, Words words) => new()
    {
        Subjects = words.KnownKinds(basis.Subjects.Count == 0 ? purpose.Subjects : basis.Subjects),
        Basis = basis.Basis,
        Special = basis.Special,
        Criminal = basis.Criminal,
        IdentityNumber = basis.IdentityNumber,
    };
}
