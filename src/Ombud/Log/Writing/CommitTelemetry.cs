using System.Diagnostics.Metrics;
using Ombud.Shared;

namespace Ombud.Log.Writing;

/// <summary>What is told of the writers that commit many requests at once: how long a commit took, and how many it carried.</summary>
internal static class CommitTelemetry
{
    private static readonly Histogram<double> Duration = Telemetry.Meter.CreateHistogram<double>(
        "ombud.commit.duration", "s", "How long one commit of a batching writer took, failed ones too.");

    private static readonly Histogram<long> Size = Telemetry.Meter.CreateHistogram<long>(
        "ombud.commit.group", "{request}", "How many requests one commit carried.");

    /// <summary>The same commit, measured.</summary>
    /// <param name="writer">Name of the writer: <c>facts</c>, <c>decisions</c>.</param>
    /// <param name="commit">Commits a group.</param>
    /// <param name="time">Clock by which it is measured.</param>
    public static Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> Measured<TItem, TResult>(
        string writer, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>>> commit, TimeProvider time) =>
        async group =>
        {
            using var span = Telemetry.Source.StartActivity("commit");
            span?.SetTag("ombud.writer", writer).SetTag("ombud.rows", group.Count);
            var began = time.GetTimestamp();
            try
            {
                return await commit(group);
            }
            catch (Exception failure)
            {
                span.Fail(failure);
                throw;
            }
            finally
            {
                var name = new KeyValuePair<string, object?>("ombud.writer", writer);
                Duration.Record(time.GetElapsedTime(began).TotalSeconds, name);
                Size.Record(group.Count, name);
            }
        };
}
