using Ombud.Database;
using Ombud.Decisions.Asking;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;

namespace Ombud.Retention.Sweeping;

/// <summary>
/// One commit of a sweep of the decision log: some answers of one bucket that have ended go, and the receipt of each person
/// says so. Of an answer about a stranger nobody has a receipt.
/// </summary>
internal sealed class AnswerBatch(Db db, EndedAnswers answers, FactBodies bodies, TimeProvider time)
{
    /// <inheritdoc cref="SweepBatch.RunAsync"/>
    public async Task<SweptBatch?> RunAsync(short bucket, string lease, long fence, CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        var now = Micros.Truncate(time.GetUtcNow());
        if (!await answers.HasAnyAsync(connection, bucket, now, cancel))
            return default(SweptBatch);

        using var pass = await db.Gate.EnterAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (!await Leases.HoldsAsync(connection, transaction, lease, fence, cancel))
            return null;

        var gone = await answers.DeleteAsync(connection, transaction, bucket, now, SweepBatch.RowsMax, cancel);
        if (gone.Count == 0)
            return default(SweptBatch);

        var rows = new LedgerRows();
        foreach (var person in gone.Where(answer => answer.SubjectId is not null).GroupBy(answer => answer.SubjectId!.Value))
        {
            var receipt = new RecordsEnded(person.Count(), 0, [DecisionLogRule.Id]);
            rows.AddClear(bodies.Write(Guid.CreateVersion7(now), new SubjectId(person.Key), receipt, now));
        }
        var swept = new SweptBatch(gone.Count, gone.Count(answer => !answer.OfCanary));
        SweepState.AddEnded(swept.Ended, now, rows);
        await LedgerStatements.For(connection, transaction).CommitAsync(rows, now, cancel);
        return swept;
    }
}
