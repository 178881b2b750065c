using Ombud.Assurance.Measuring;
using Ombud.Collection.Storing;
using Ombud.Database;
using Ombud.Notices;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Records;

/// <summary>Every stored record names the channel it came by, a point and version of the notice that are known, and its day.</summary>
internal sealed class RecordsHaveSource(Db db, NoticeBook notices, TimeProvider time) : IControl
{
    // What an erasure keeps as evidence of consent it made itself.
    private const string MadeByErasure = "erasure";

    public string Id => "records-have-source";

    // It reads every record.
    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var channels = Enum.GetValues<Channel>().Select(SubmissionRecords.WordOf).ToHashSet(StringComparer.Ordinal);
        var points = notices.Pack.Versions
            .SelectMany(version => version.CollectionPoints.Select(point => (version.Version, point.Id))).ToHashSet();
        var (amiss, all) = (new List<string>(), 0L);
        await using var connection = await db.OpenAsync(cancel);
        await using var select = connection.Command(FanOut.Sources.Sql(
            """
            select source, notice_version, point, count(*), min(collected_at), max(collected_at)
            from   record
            group  by source, notice_version, point
            """));
        await using var reader = await select.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var (source, version, point) = (reader.GetString(0), reader.GetString(1), reader.GetString(2));
            all += reader.GetInt64(3);
            var isKnown = source == MadeByErasure || (channels.Contains(source) && points.Contains((version, point)));
            if (!isKnown || reader.MomentAt(4) <= DateTimeOffset.UnixEpoch || reader.MomentAt(5) > time.GetUtcNow().AddMinutes(5))
                amiss.Add($"'{source}' {point} {version}");
        }
        return Measurement.Of(amiss, $"{all} uppgifter, alla med källa, ställe och datum",
            $"{all} records, all with source, point and date");
    }
}
