using Ombud.Corrections;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Cases.Moving;

/// <summary>
/// The staff correct a value that a person has asked them to correct (promise <c>rights.rectify-erase</c>): in an open case of its kind,
/// of the company that was asked, once the person has shown that the case is theirs.
/// </summary>
internal sealed class CorrectInCase(CaseBook book, CorrectRecord correct, ListRecords records, CaseChanges cases, TimeProvider time)
{
    /// <summary>The person whose values may be corrected in a case; null where none may.</summary>
    public static SubjectId? PersonOf(CaseFile file) =>
        file.State is { Kind: CaseKind.Rectification, IsOpen: true, IsIdentityProved: true } ? file.Person : null;

    /// <returns>What came of it; null where the case is none in which that record may be corrected.</returns>
    public async Task<Corrected?> RunAsync(Guid caseId, Guid record, Personal<string> value, string by, CancellationToken cancel)
    {
        if (await book.FindAsync(caseId, cancel) is not { } file || PersonOf(file) is not { } person
            || (await records.OfAsync(person, file.Controller, cancel)).FirstOrDefault(one => one.Id == record) is not { } known)
            return null;
        var outcome = await correct.RunAsync(new(person, record, value, by) { IsInCase = true }, cancel);
        if (outcome is Corrected.Done)
            await NoteAsync(caseId, known, by, cancel);
        return outcome;
    }

    private Task<bool> NoteAsync(Guid caseId, KnownRecord record, string by, CancellationToken cancel) =>
        cases.RunAsync(caseId, async change =>
        {
            change.Add(new CaseEntry(time.GetUtcNow(), CaseAuthor.Staff, by, null, null, IsInternal: false, null)
            {
                Note = CaseNote.Corrected, About = record.Field,
            });
            await change.CommitAsync([new CaseValueCorrected(record.Id, by)], cancel);
            return true;
        }, cancel);
}
