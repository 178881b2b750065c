using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Ombud.Database;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.Erasure.Steps;

/// <summary>Records of one person that are alike in everything by which it is decided what outlives an erasure.</summary>
/// <param name="Like">Any of them, without its value.</param>
/// <param name="Count">How many there are.</param>
/// <param name="IsHeld">Whether holds name them; each by its own, so that they are looked at one by one.</param>
internal sealed record RecordGroup(RecordRow Like, int Count, bool IsHeld);

/// <summary>
/// A person's records without their values, counted by the database: nothing but what is kept is ever loaded one by one,
/// so that an erasure of thousands of records commits as fast as one of ten.
/// </summary>
internal static class RecordGroups
{
    internal const long DayMicros = 24L * 60 * 60 * 1_000_000;

    private const string Sql =
        """
        select controller, compartment, kind, category, point, notice_version, submission_id, min(collected_at), count(*), holds > 0
        from   record
        where  bucket = @bucket and subject_id = @subject
        group  by submission_id, category, controller, compartment, kind, point, notice_version, collected_at / @day, holds > 0
        """;

    /// <summary>By <c>@bucket</c>, <c>@subject</c> and <c>@day</c>, the length of a day; inside a transaction.</summary>
    /// <remarks>
    /// PostgreSQL expects some tens of records of a person and would sort them by nine columns; for those who have thousands
    /// it hashes in half the time, and for the others it makes no difference.
    /// </remarks>
    public static string SqlFor(DbConnection connection) =>
        connection is NpgsqlConnection ? $"set local enable_sort = off; {Sql}; set local enable_sort = on" : Sql;

    /// <summary>All of them, in groups, from a reader of <see cref="SqlFor"/>.</summary>
    public static async Task<List<RecordGroup>> ReadAsync(DbDataReader reader, SubjectId subject, CancellationToken cancel)
    {
        var groups = new List<RecordGroup>();
        while (await reader.ReadAsync(cancel))
        {
            groups.Add(new RecordGroup(
                new RecordRow
                {
                    Bucket = Bucket.Of(subject.Value), SubjectId = subject.Value, Controller = reader.GetString(0),
                    Compartment = (byte)reader.GetInt16(1), Kind = reader.GetString(2), Category = reader.GetString(3),
                    Point = reader.GetString(4), NoticeVersion = reader.GetString(5), SubmissionId = reader.GuidAt(6),
                    CollectedAt = reader.MomentAt(7),
                },
                (int)reader.GetInt64(8), reader.GetBoolean(9)));
        }
        return groups;
    }

    /// <summary>The records of a group, with their values.</summary>
    public static async Task<List<RecordRow>> LoadAsync(OmbudContext context, RecordRow like, CancellationToken cancel)
    {
        var first = new DateTimeOffset(like.CollectedAt.UtcDateTime.Date, TimeSpan.Zero);
        var next = first.AddDays(1);
        return await context.Set<RecordRow>()
            .Where(row => row.Bucket == like.Bucket && row.SubjectId == like.SubjectId && row.Holds == 0
                && row.Controller == like.Controller && row.Compartment == like.Compartment && row.Kind == like.Kind
                && row.Category == like.Category && row.Point == like.Point && row.NoticeVersion == like.NoticeVersion
                && row.SubmissionId == like.SubmissionId && row.CollectedAt >= first && row.CollectedAt < next)
            .OrderBy(row => row.RecordId).ToListAsync(cancel);
    }
}
