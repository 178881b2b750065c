using Ombud.Database;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Cases.Filing;

/// <summary>Notes with a person which cases are theirs, before the case itself says so; alone it means nothing.</summary>
internal sealed class PersonCases(Db db)
{
    /// <summary>Notes it; repeating it changes nothing.</summary>
    public async Task NoteAsync(SubjectId person, Guid caseId, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var insert = connection.Command(
            "insert into person_case (bucket, subject_id, case_id) values (@bucket, @subject, @case) on conflict do nothing")
            .With("bucket", Bucket.Of(person.Value)).With("subject", person.Value).With("case", caseId);
        await insert.ExecuteNonQueryAsync(cancel);
    }
}
