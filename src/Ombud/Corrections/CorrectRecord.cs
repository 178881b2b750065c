using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Ombud.Collection.Checking;
using Ombud.Collection.Facts;
using Ombud.Connectors.Following;
using Ombud.Corrections.Telling;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Systems.Changing;
using Ombud.Vault;

namespace Ombud.Corrections;

/// <summary>A value to be put in the place of a wrong one.</summary>
/// <param name="By"><c>self</c> for the person, otherwise id of the staff account.</param>
internal sealed record CorrectionOrder(SubjectId Subject, Guid Record, Personal<string> Value, string By)
{
    /// <summary>Whether the staff correct it in a case of the person's: then it may have come from somebody else.</summary>
    public bool IsInCase { get; init; }
}

/// <summary>What came of a correction.</summary>
internal abstract record Corrected
{
    private Corrected() { }

    /// <summary>The new value stands, and the old one is gone.</summary>
    /// <param name="Recipients">Ids of those who had been given the old one, and are told.</param>
    public sealed record Done(IReadOnlyList<string> Recipients) : Corrected;

    /// <summary>It is what stood there already.</summary>
    public sealed record Unchanged : Corrected;

    /// <summary>The value is no right one.</summary>
    public sealed record Invalid(SubmissionError Error) : Corrected;

    /// <summary>The person cannot correct it alone.</summary>
    public sealed record Barred(CorrectionBar Bar) : Corrected;

    /// <summary>There is no such record, or it has ended, or the person is being erased.</summary>
    public sealed record Gone : Corrected;
}

/// <summary>
/// Puts the right value in the place of a wrong one (GDPR article 16, promise <c>rights.rectify-erase</c>): in the same record, under the
/// same key. The old value is in no table afterwards but sealed, for as long as a connected system has not taken the correction; the
/// recipients that had been given it are told.
/// </summary>
internal sealed class CorrectRecord(
    Changes changes, KeyRing keys, RecordSeal seal, CorrectionRules rules, AddNotices notices,
    CarriedCorrection systems, TimeProvider time)
{
    public async Task<Corrected> RunAsync(CorrectionOrder order, CancellationToken cancel)
    {
        var (bucket, value) = (Bucket.Of(order.Subject.Value), FieldValues.Clean(order.Value.Value));
        await using var change = await changes.BeginAsync(order.Subject, cancel);
        if (change.Standing.IsErased || change.Standing.IsIsolated || change.Standing.JoinedInto is not null
            || await change.Db.FindAsync<RecordRow>([bucket, order.Subject.Value, order.Record], cancel) is not { } row || HasEnded(row)
            || await keys.FindAsync(new KeyName(order.Subject, row.Controller, (Compartment)row.Compartment), cancel) is not { } key)
            return new Corrected.Gone();

        var field = rules.FieldOf(row.Point, row.NoticeVersion, row.Field);
        if (CorrectionRules.BarTo(field, row.Chunks > 0, row.Holds > 0, IsFromElsewhere(row), order.IsInCase) is { } bar)
            return new Corrected.Barred(bar);
        if (rules.Check(field!, value) is { } error)
            return new Corrected.Invalid(error);
        var before = Open(order, row, key);
        // Who may not see what stands there does not learn it by guessing either.
        if (before == value && !order.IsInCase)
            return new Corrected.Unchanged();

        row.Sealed = seal.Seal(order.Subject, row.RecordId, row.Field, new Personal<string>(value!), key);
        row.KeyVersion = key.Version;
        var told = before == value ? []
            : await notices.OfCorrectionAsync(change, row.Controller, row.Field, row.CollectedAt, cancel);
        var carried = before == value ? []
            : await systems.AddAsync(change, row.Controller, new ItemCorrection(row.Field, before is null ? [] : [before], value!), cancel);
        List<Fact> facts =
        [
            new RecordCorrected
            {
                Record = row.RecordId, Controller = row.Controller, Category = row.Category, Field = row.Field, By = order.By,
                Recipients = told, Systems = carried,
            },
        ];
        // By where somebody lives the law is chosen: it follows the value that said so.
        if (change.Standing.Residence == before && before != value && await SaysResidenceAsync(change, row, cancel))
            facts.Add(new ResidenceStated(value!));
        return await CommitAsync(change, facts, told, cancel);
    }

    /// <summary>What stands there; null where it was altered and cannot be read, and so is wrong in any case.</summary>
    private string? Open(CorrectionOrder order, RecordRow row, DataKey key)
    {
        try
        {
            return seal.Open(order.Subject, row.RecordId, row.Field, row.Sealed, key).Value;
        }
        catch (CryptographicException) when (order.IsInCase)
        {
            return null;
        }
    }

    /// <summary>Whether it is the newest thing that the person said of where they live.</summary>
    private async Task<bool> SaysResidenceAsync(Change change, RecordRow row, CancellationToken cancel) =>
        row.GivenBy is null && rules.SaysResidence(row.Point, row.NoticeVersion, row.Field)
        && !await change.Db.Set<RecordRow>().AnyAsync(
            other => other.Bucket == row.Bucket && other.SubjectId == row.SubjectId && other.Field == row.Field
                && other.GivenBy == null && other.CollectedAt > row.CollectedAt, cancel);

    private static async Task<Corrected> CommitAsync(
        Change change, IReadOnlyList<Fact> facts, IReadOnlyList<string> told, CancellationToken cancel)
    {
        try
        {
            await change.CommitAsync(facts, cancel);
            return new Corrected.Done(told);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Its time ran out in this moment, and the sweep was first.
            return new Corrected.Gone();
        }
    }

    private static bool IsFromElsewhere(RecordRow row) => row.GivenBy is not null || row.Source is "third-party" or "public";

    private bool HasEnded(RecordRow row) => row.EndsAt <= time.GetUtcNow() && row.Holds == 0;
}
