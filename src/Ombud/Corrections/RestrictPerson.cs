using Ombud.Consents;
using Ombud.Corrections.Telling;
using Ombud.Log;
using Ombud.Policies.Deciding;

namespace Ombud.Corrections;

/// <summary>
/// Restricts all use of somebody's data to storing, and notes in the same commit whom to tell of it (GDPR articles 18 and 19, promise
/// <c>rights.restrict</c>). Lifting it is for the staff, who tell the person first.
/// </summary>
internal sealed class RestrictPerson(Changes changes, AddNotices notices)
{
    public async Task<WillOutcome> RunAsync(SubjectId subject, CancellationToken cancel)
    {
        await using var change = await changes.BeginAsync(subject, cancel);
        if (change.Standing.IsErased)
            return WillOutcome.Erased;
        if (change.Standing.IsRestricted)
            return WillOutcome.Done;
        await notices.OfRestrictionAsync(change, cancel);
        await change.CommitAsync([new RestrictionSet(true)], cancel);
        return WillOutcome.Done;
    }
}
