using Ombud.Database;
using Ombud.Retention.Sweeping;
using Ombud.Shared;

namespace Ombud.Backup.Replaying;

/// <summary>
/// Ends again what had ended: everything whose day has come by now, and the records that ended since the backup by something
/// of which only the journal still knows.
/// </summary>
internal sealed class ReplayEnds(Db db, Sweeper sweeper)
{
    /// <summary>Kinds of facts that it replays: records that ended by a rule, and those that a controller had erased.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["records.ended", "records.erased"];

    /// <summary>Ends everything that is due by its own rules, and works out ends anew before.</summary>
    /// <returns>How many records and logged answers went.</returns>
    /// <exception cref="InvalidOperationException">Another process sweeps, so that it is not known what it has swept.</exception>
    public async Task<int> SweepAsync(CancellationToken cancel) => await sweeper.RunAsync(cancel) is { } round
        ? round.Ended
        : throw new InvalidOperationException("Another process sweeps a database that nobody should be using yet.");

    /// <summary>Ends the records that a line names; held ones stay until their hold is lifted again.</summary>
    /// <returns>How many went.</returns>
    public async Task<int> RunAsync(JournalReceipt line, CancellationToken cancel) =>
        await MakeDueAsync(line, cancel) == 0 ? 0 : await sweeper.RunAsync(line.Subject, cancel) ?? 0;

    private async Task<int> MakeDueAsync(JournalReceipt line, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var due = 0;
        foreach (var record in line.Records)
        {
            await using var update = connection.Command(
                "update record set ends_at = @at where bucket = @bucket and subject_id = @subject and record_id = @record", transaction)
                .With("at", Micros.Of(line.At)).With("bucket", Bucket.Of(line.Subject.Value)).With("subject", line.Subject.Value)
                .With("record", record);
            due += await update.ExecuteNonQueryAsync(cancel);
        }
        await transaction.CommitAsync(cancel);
        return due;
    }
}
