using Ombud.Consents;
using Ombud.Corrections.Telling;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Systems.Changing;

namespace Ombud.Corrections;

/// <summary>
/// Restricts all use of somebody's data to storing, and lifts that again; in the same commit it is noted whom to tell of it, recipients of
/// the restriction and connected systems of both (GDPR articles 18 and 19, promise <c>rights.restrict</c>).
/// </summary>
internal sealed class RestrictPerson(Changes changes, AddNotices notices, CarriedRestriction systems)
{
    public Task<WillOutcome> RunAsync(SubjectId subject, CancellationToken cancel) => RunAsync(subject, isOn: true, cancel);

    /// <summary>Lifts the restriction: for the person, who asked for it, and for the staff, who have told the person before.</summary>
    public Task<WillOutcome> LiftAsync(SubjectId subject, CancellationToken cancel) => RunAsync(subject, isOn: false, cancel);

    private async Task<WillOutcome> RunAsync(SubjectId subject, bool isOn, CancellationToken cancel)
    {
        await using var change = await changes.BeginAsync(subject, cancel);
        if (change.Standing.IsErased)
            return WillOutcome.Erased;
        if (change.Standing.IsRestricted == isOn)
            return WillOutcome.Done;
        if (isOn)
            await notices.OfRestrictionAsync(change, cancel);
        await systems.AddAsync(change, isOn, cancel);
        await change.CommitAsync([new RestrictionSet(isOn)], cancel);
        return WillOutcome.Done;
    }
}
