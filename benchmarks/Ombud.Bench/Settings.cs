using System.Globalization;

namespace Ombud.Bench;

/// <summary>What a run is asked for, and what <c>./bench</c> found for it.</summary>
internal sealed record Settings
{
    public static IReadOnlyList<string> All { get; } = ["decision", "consent", "person", "retention", "start", "systems", "growth"];

    public required IReadOnlySet<string> Sections { get; init; }

    /// <summary>Whether only to see that it runs.</summary>
    public required bool Quick { get; init; }

    /// <summary>Folder of the published product.</summary>
    public required string Product { get; init; }

    /// <summary>Connection of a superuser of the PostgreSQL that was started for the run.</summary>
    public required string Postgres { get; init; }

    /// <summary>Connection of the MariaDB that was started for the run; empty where no section asked for it.</summary>
    public required string MariaDb { get; init; }

    public required string PgBench { get; init; }

    public required string Machine { get; init; }

    public static Settings? Read(string[] args, TextWriter errors)
    {
        var sections = args.Where(arg => arg is not "--quick").ToHashSet(StringComparer.Ordinal);
        var unknown = sections.Where(section => !All.Contains(section, StringComparer.Ordinal)).ToList();
        if (unknown.Count > 0)
        {
            errors.WriteLine($"No such benchmark: {string.Join(", ", unknown)}. There are: {string.Join(", ", All)}.");
            return null;
        }
        return new Settings
        {
            Sections = sections.Count > 0 ? sections : All.ToHashSet(StringComparer.Ordinal),
            Quick = args.Contains("--quick", StringComparer.Ordinal),
            Product = Variable("OMBUD_BENCH_PRODUCT"),
            Postgres = Variable("OMBUD_TEST_POSTGRES"),
            MariaDb = Environment.GetEnvironmentVariable("OMBUD_TEST_MARIADB") ?? "",
            PgBench = Variable("OMBUD_BENCH_PGBENCH"),
            Machine = Environment.GetEnvironmentVariable("OMBUD_BENCH_MACHINE")
                ?? string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores"),
        };
    }

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name)
        ?? throw new InvalidOperationException($"{name} is not set: start the benchmarks with ./bench.");
}
