using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Retention.Ends;

/// <summary>
/// Works out ends anew for people whose standing has changed: a consent given or withdrawn begins or ends a reason. Part of
/// the sweeper's round, so that whoever commits a consent need not wait for it. Who has no record has no end to be worked out.
/// </summary>
/// <remarks>An end follows from facts and rules, and is no fact: working it out again writes none.</remarks>
internal sealed partial class FollowStandings(
    IDbContextFactory<OmbudContext> contexts, Db db, Standings standings, FactHistory history, NoteAnchor note,
    ILogger<FollowStandings> logger)
{
    private const int PageSize = 200;

    /// <summary>Follows every changed standing of a bucket.</summary>
    /// <returns>How many people.</returns>
    public async Task<int> FollowAsync(short bucket, CancellationToken cancel)
    {
        var followed = 0;
        var after = Guid.Empty;
        while (await ReadChangedAsync(bucket, after, cancel) is { Count: > 0 } page)
        {
            foreach (var subject in page)
                followed += await TryFollowAsync(subject, cancel) ? 1 : 0;
            after = page[^1].Value;
        }
        return followed;
    }

    private async Task<List<SubjectId>> ReadChangedAsync(short bucket, Guid after, CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        await using var select = connection.Command(
            """
            select s.subject_id
            from   standing s
            left   join ends_worked_out w on w.bucket = s.bucket and w.subject_id = s.subject_id
            where  s.bucket = @bucket and s.subject_id > @after and not s.is_erased
            and    (w.standing_version is null or w.standing_version < s.version)
            and    exists (select 1 from record r where r.bucket = s.bucket and r.subject_id = s.subject_id)
            order  by s.subject_id
            limit  @limit
            """).With("bucket", bucket).With("after", after).With("limit", PageSize);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var changed = new List<SubjectId>();
        while (await reader.ReadAsync(cancel))
            changed.Add(new SubjectId(reader.GuidAt(0)));
        return changed;
    }

    // What of one person cannot be opened holds up nobody else; a control counts those whose ends fall behind.
    private async Task<bool> TryFollowAsync(SubjectId subject, CancellationToken cancel)
    {
        try
        {
            return await FollowAsync(subject, cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested && !DbFailure.IsOfWholeDatabase(failure))
        {
            LogFailed(failure.GetType().Name);
            return false;
        }
    }

    private async Task<bool> FollowAsync(SubjectId subject, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        var bucket = Bucket.Of(subject.Value);
        if (db.Engine is Engine.Postgres)
        {
            await context.Database.ExecuteSqlAsync(
                $"select 1 from standing where bucket = {bucket} and subject_id = {subject.Value} for update", cancel);
        }

        var connection = context.Database.GetDbConnection();
        var within = Within(transaction);
        if (await standings.FindAsync(connection, within, subject, cancel) is not { IsErased: false } standing)
            return false;
        await note.ApplyAsync(context, subject, await PersonAnchors.ReadAsync(history, subject, cancel), standing, cancel);
        await context.SaveChangesAsync(cancel);
        await RememberAsync(connection, within, subject, standing.Version, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private static DbTransaction Within(Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction) =>
        Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction);

    private static async Task RememberAsync(
        DbConnection connection, DbTransaction transaction, SubjectId subject, long version, CancellationToken cancel)
    {
        await using var upsert = connection.Command(
            """
            insert into ends_worked_out (bucket, subject_id, standing_version)
            values (@bucket, @subject, @version)
            on     conflict (bucket, subject_id) do update set standing_version = excluded.standing_version
            """, transaction).With("bucket", Bucket.Of(subject.Value)).With("subject", subject.Value).With("version", version);
        await upsert.ExecuteNonQueryAsync(cancel);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Somebody's ends could not be worked out ({Error}); tried again")]
    private partial void LogFailed(string error);
}
