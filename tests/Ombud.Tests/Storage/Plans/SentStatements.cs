using System.Diagnostics;
using System.Text.RegularExpressions;
using Npgsql;

namespace Ombud.Tests.Storage.Plans;

/// <summary>The statements that were sent to one PostgreSQL database of this process, each once, as Npgsql tells of them.</summary>
internal sealed partial class SentStatements : IDisposable
{
    private readonly HashSet<string> _all = new(StringComparer.Ordinal);
    private readonly ActivityListener _listener;
    private readonly string _database;

    /// <param name="connection">Names the database; others' statements are passed over.</param>
    public SentStatements(string connection)
    {
        _database = new NpgsqlConnectionStringBuilder(connection).Database!;
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = Note,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>What was sent until now and reads or writes rows.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            lock (_all)
                return [.. _all.Order(StringComparer.Ordinal)];
        }
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>The statements of one text.</summary>
    public static IEnumerable<string> Split(string text) =>
        text.Split(';').Select(part => part.Trim()).Where(part => OfRows.IsMatch(part));

    private void Note(Activity activity)
    {
        if (activity.GetTagItem("db.namespace") as string != _database || activity.GetTagItem("db.query.text") is not string text)
            return;
        lock (_all)
            _all.UnionWith(Split(text));
    }

    [GeneratedRegex(@"\A(--[^\n]*\n\s*)*(select|insert|update|delete|with)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex OfRows { get; }
}
