using System.Data.Common;
using Ombud.Advice;
using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.Log;
using Ombud.Shared;

namespace Ombud.Assurance.Controls.Officer;

/// <summary>
/// Each fact of advice, and of an answer to it, that the log counts can be opened; and the database refuses the product itself to
/// delete them.
/// </summary>
internal sealed class AdviceStays(Db db, FactHistory history) : IControl
{
    public string Id => "advice-stays";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (advice, readable) = (0, 0);
        await foreach (var fact in history.ReadAsync(AdviceBook.Subject, cancel))
        {
            readable++;
            advice += fact.Fact is AdviceGiven ? 1 : 0;
        }
        var lost = await CountAsync(cancel) - readable;
        var isDeletable = await IsDeletableAsync(cancel);
        return new Measurement(lost == 0 && !isDeletable, new Layout.Text(
            sv: $"{advice} råd, {lost} som inte går att läsa; databasen {(isDeletable ? "låter radera" : "vägrar radera")} dem",
            en: $"{advice} pieces of advice, {lost} facts that cannot be read; the database {(isDeletable ? "lets one" : "refuses to")} "
                + "delete them"));
    }

    private async Task<long> CountAsync(CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        await using var select = connection
            .Command("select count(*) from fact where bucket = @bucket and subject_id = @subject")
            .With("bucket", Bucket.Of(AdviceBook.Subject.Value)).With("subject", AdviceBook.Subject.Value);
        return Convert.ToInt64(await select.ExecuteScalarAsync(cancel), System.Globalization.CultureInfo.InvariantCulture);
    }

    // Tried and taken back: where it succeeds, nothing is lost by it.
    private async Task<bool> IsDeletableAsync(CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var delete = connection
            .Command("delete from fact where bucket = @bucket and subject_id = @subject", transaction)
            .With("bucket", Bucket.Of(AdviceBook.Subject.Value)).With("subject", AdviceBook.Subject.Value);
        try
        {
            return await delete.ExecuteNonQueryAsync(cancel) > 0;
        }
        catch (DbException)
        {
            return false;
        }
        finally
        {
            await transaction.RollbackAsync(cancel);
        }
    }
}
