using System.Data.Common;
using Npgsql;
using NpgsqlTypes;
using Ombud.Database;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Decisions.Asking;

/// <summary>Every bare answer that was given: a row each, no leaf of the trail. Many calls, one commit.</summary>
internal sealed class DecisionLog : IAsyncDisposable
{
    private const string Columns =
        """
        bucket, decision_id, at, asker, subject_id, action, purpose, topic, categories, controller, recipient, from_country,
        to_country, point, on_day, is_permitted, reason, notice_version
        """;

    private const int GroupMax = 64;
    private readonly Db _db;
    private readonly GroupCommit<IReadOnlyList<DecisionRow>, bool> _writer;

    public DecisionLog(Db db, TimeProvider time)
    {
        _db = db;
        _writer = new(CommitTelemetry.Measured<IReadOnlyList<DecisionRow>, bool>("decisions", CommitAsync, time), groupMax: GroupMax);
    }

    /// <summary>Writes the rows of one call; done when they are durable.</summary>
    public Task WriteAsync(IReadOnlyList<DecisionRow> rows, CancellationToken cancel) => _writer.WriteAsync(rows, cancel);

    /// <summary>Removes what was asked about a person; part of erasing.</summary>
    public async Task ForgetAsync(SubjectId subject, CancellationToken cancel)
    {
        using var pass = await _db.Gate.EnterAsync(cancel);
        await using var connection = await _db.OpenAsync(cancel);
        await using var delete = connection.Command("delete from decision_log where bucket = @bucket and subject_id = @subject")
            .With("bucket", Bucket.Of(subject.Value)).With("subject", subject.Value);
        await delete.ExecuteNonQueryAsync(cancel);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private async Task<IReadOnlyList<bool>> CommitAsync(IReadOnlyList<IReadOnlyList<DecisionRow>> calls)
    {
        var cancel = CancellationToken.None;
        using var pass = await _db.Gate.EnterAsync(cancel);
        await using var connection = await _db.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        DecisionRow[] rows = [.. calls.SelectMany(call => call)];
        if (connection is NpgsqlConnection postgres)
            await InsertAsync(postgres, (NpgsqlTransaction)transaction, rows, cancel);
        else
            await InsertAsync(connection, transaction, rows, cancel);
        await transaction.CommitAsync(cancel);
        return new bool[calls.Count];
    }

    private static async Task InsertAsync(
        DbConnection connection, DbTransaction transaction, DecisionRow[] rows, CancellationToken cancel)
    {
        await using var insert = connection.Command(
            $"""
            insert into decision_log ({Columns})
            values (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17)
            """, transaction);
        foreach (var row in rows)
        {
            insert.Parameters.Clear();
            insert.With("0", row.Bucket).With("1", row.DecisionId).With("2", Micros.Of(row.At)).With("3", row.Asker)
                .With("4", row.SubjectId).With("5", row.Action).With("6", row.Purpose).With("7", row.Topic)
                .With("8", row.Categories).With("9", row.Controller).With("10", row.Recipient).With("11", row.FromCountry)
                .With("12", row.ToCountry).With("13", row.Point).With("14", row.OnDay.DayNumber)
                .With("15", row.IsPermitted).With("16", row.Reason).With("17", row.NoticeVersion);
            await insert.ExecuteNonQueryAsync(cancel);
        }
    }

    private static async Task InsertAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, DecisionRow[] rows, CancellationToken cancel)
    {
        await using var insert = new NpgsqlCommand(
            $"""
            insert into decision_log ({Columns})
            select * from unnest(@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17)
            """, connection, transaction);
        Array(NpgsqlDbType.Smallint, row => row.Bucket);
        Array(NpgsqlDbType.Uuid, row => row.DecisionId);
        Array(NpgsqlDbType.Bigint, row => Micros.Of(row.At));
        Array(NpgsqlDbType.Text, row => row.Asker);
        Array(NpgsqlDbType.Uuid, row => row.SubjectId);
        Array(NpgsqlDbType.Text, row => row.Action);
        Array(NpgsqlDbType.Text, row => row.Purpose);
        Array(NpgsqlDbType.Text, row => row.Topic);
        Array(NpgsqlDbType.Text, row => row.Categories);
        Array(NpgsqlDbType.Text, row => row.Controller);
        Array(NpgsqlDbType.Text, row => row.Recipient);
        Array(NpgsqlDbType.Text, row => row.FromCountry);
        Array(NpgsqlDbType.Text, row => row.ToCountry);
        Array(NpgsqlDbType.Text, row => row.Point);
        Array(NpgsqlDbType.Integer, row => row.OnDay.DayNumber);
        Array(NpgsqlDbType.Boolean, row => row.IsPermitted);
        Array(NpgsqlDbType.Text, row => row.Reason);
        Array(NpgsqlDbType.Text, row => row.NoticeVersion);
        await insert.ExecuteNonQueryAsync(cancel);

        void Array<T>(NpgsqlDbType type, Func<DecisionRow, T> column) => insert.Parameters.Add(
            new NpgsqlParameter(
                insert.Parameters.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), NpgsqlDbType.Array | type)
            {
                Value = rows.Select(column).ToArray(),
            });
    }
}
