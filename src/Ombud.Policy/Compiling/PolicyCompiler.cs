using System.Numerics;
using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Deciding;
using Ombud.Policies.Explaining;
using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Policies.Compiling;

/// <summary>Puts the tables of law and versions together.</summary>
internal static class PolicyCompiler
{
    private const int VersionsMax = 63;

    public static Policy Compile(Pack pack, LegalData law)
    {
        Check(pack);
        var words = new Words(pack, law);
        var lawCompiler = new LawCompiler(law, words);
        var lawTables = lawCompiler.Compile();
        var versions = pack.Versions.Select((version, index) =>
            new VersionCompiler(version, (short)index, words, lawCompiler, lawTables).Compile(Outgrown(pack, version)))
                .ToArray();
        return new(pack, law, words, lawTables, versions, new Calendar(Epochs(pack, lawCompiler, lawTables, versions)));
    }

    private static void Check(Pack pack)
    {
        if (pack.Versions.Count is 0 or > VersionsMax)
            throw new ArgumentException(
                $"A policy holds 1 to {VersionsMax} versions, this pack has {pack.Versions.Count}.", nameof(pack));

        for (var i = 1; i < pack.Versions.Count; i++)
        {
            if (pack.Versions[i].EffectiveFrom <= pack.Versions[i - 1].EffectiveFrom)
                throw new ArgumentException($"Versions stand oldest first: {pack.Versions[i].Version} does not follow.",
                    nameof(pack));
        }
    }

    /// <summary>Answers for a purpose of a version, as bits, under which versions a consent to it no longer covers
    /// it.</summary>
    private static Func<Purpose, ulong> Outgrown(Pack pack, NoticeVersion now)
    {
        var differences = pack.Versions.Select(shown => PackDifference.Between(shown, now)).ToArray();
        return purpose => Enumerable.Range(0, differences.Length).Where(v => differences[v].Outgrows(purpose.Id))
            .Aggregate(0UL, (bits, v) => bits | (1UL << v));
    }

    private static Epoch[] Epochs(Pack pack, LawCompiler law, LawTables lawTables, VersionTables[] versions)
    {
        int[] days =
            [0, .. law.Spans().Concat(lawTables.Spans).Concat(versions.SelectMany(v => v.Spans)).SelectMany(span => span.Edges)
                .Concat(pack.Versions.Select(v => v.EffectiveFrom.DayNumber)).Distinct().Order(), int.MaxValue];
        return [.. days.Zip(days.Skip(1), (first, end) => EpochFrom(first, end, law, versions))];
    }

    private static Epoch EpochFrom(int day, int end, LawCompiler law, VersionTables[] versions)
    {
        var regimes = law.RegimesOn(day);
        return new()
        {
            First = day,
            End = end,
            Version = versions.LastOrDefault(v => v.Model.EffectiveFrom.DayNumber <= day),
            Regimes = regimes,
            SoleRegimes =
                [.. regimes.Select(r => (byte)(BitOperations.IsPow2(r) ? BitOperations.TrailingZeroCount(r) : 0))],
            Areas = law.AreasOn(day),
        };
    }
}
