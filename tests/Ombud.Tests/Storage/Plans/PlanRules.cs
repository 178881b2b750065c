using System.Text.RegularExpressions;
using Npgsql;
using Ombud.Database;

namespace Ombud.Tests.Storage.Plans;

/// <summary>How statements may read tables that have a bucket.</summary>
/// <param name="sized">Those tables.</param>
internal sealed partial class PlanRules(IReadOnlySet<string> sized)
{
    private const string EveryTable = "*";

    /// <summary>What goes against the rules, as sentences.</summary>
    public async Task<List<string>> ViolationsAsync(NpgsqlConnection connection, IEnumerable<string> statements)
    {
        var violations = new List<string>();
        foreach (var sql in statements.Where(sql => TablesOf(sql).Any() && FanOutOf(sql) is not { Tables: EveryTable, IsWhole: true }))
        {
            try
            {
                violations.AddRange(Violations(sql, await StatementPlan.OfAsync(connection, sql)));
            }
            catch (PostgresException failure)
            {
                violations.Add($"could not be explained ({failure.MessageText}): {sql}");
            }
        }
        return violations;
    }

    /// <summary>The tables with a bucket that a statement names.</summary>
    public IEnumerable<string> TablesOf(string sql)
    {
        var words = Word.Matches(sql).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        return sized.Where(words.Contains);
    }

    /// <summary>The fan-out read that a statement says it is; null where it says none that is known.</summary>
    public static FanOut? FanOutOf(string sql)
    {
        var name = Mark.Match(sql).Groups["name"].Value;
        return FanOut.All.SingleOrDefault(one => one.Name == name);
    }

    private IEnumerable<string> Violations(string sql, IReadOnlyList<Scan> scans)
    {
        var known = FanOutOf(sql);
        var open = known?.Tables.Split(' ') ?? [];
        foreach (var (table, all) in scans.Where(scan => sized.Contains(scan.Table)).GroupBy(scan => scan.Table, StringComparer.Ordinal)
            .Select(scans => (scans.Key, scans.ToList())))
        {
            var isOpen = open.Contains(table, StringComparer.Ordinal);
            if (all.Exists(scan => scan.Kind == "Seq Scan") && !(isOpen && known!.IsWhole))
                yield return $"{table} is read from end to end: {sql}";
            else if (!all.TrueForAll(scan => Bucket.IsMatch(scan.Condition)) && !isOpen)
                yield return $"{table} is read in every bucket: {sql}";
        }
    }

    [GeneratedRegex(@"^-- fan-out: (?<name>[a-z-]+)\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark { get; }

    [GeneratedRegex(@"\bbucket = ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bucket { get; }

    [GeneratedRegex("[a-z_]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word { get; }
}
