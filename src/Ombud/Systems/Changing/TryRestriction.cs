using Ombud.Connectors.Restricting;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Systems.Erasing;

namespace Ombud.Systems.Changing;

/// <summary>
/// Marks a person's rows in a system as restricted, or takes the marks away; where the system has no mark for them, or only people reach
/// it, says that somebody has to do it by hand.
/// </summary>
internal sealed class TryRestriction(ConnectedSystems systems, CarriedPerson people, AskPeople ask, ReachSystem reach) : ITryChange
{
    public bool Takes(SystemChangeKind kind) => kind is SystemChangeKind.Restriction or SystemChangeKind.Lifting;

    public async Task<ChangeTry> RunAsync(SystemChangeRow row, CancellationToken cancel)
    {
        var isOn = row.Kind is SystemChangeKind.Restriction;
        if (systems.Find(row.System) is not { } system)
            return new(null, null, "The system is not connected any more; put its dataset file back, or see to it there by hand.");
        if (await people.FindAsync(new SubjectId(row.SubjectId), cancel) is not { } person)
            return new(null, null, "It cannot be told any more by what the person is found; see to it there by hand.");
        if (system.Description.Manual is not null)
        {
            var request = new PeopleRequest(
                isOn ? AskedOfPeople.Restrict : AskedOfPeople.Lift, row.SubjectId,
                FormattableString.Invariant($"restriction {row.ChangeId:N} {row.System} {row.Attempts}"));
            var (todo, again) = await ask.RunAsync(request, system.Description, person, cancel);
            return new(null, null, todo) { Again = again };
        }
        var reached = await reach.RunAsync(
            system, (connector, limit) => RestrictPerson.RunAsync(system.Plan, connector, person, isOn, limit), cancel);
        return reached.Result is { } restricted
            ? new(FactOf(row, restricted), null, Told(restricted, isOn)) { HasChanged = restricted.Marked > 0 }
            : new(null, reached.Table, reached.Problem);
    }

    public Fact ByHand(SystemChangeRow row, string by) =>
        new RestrictedByHand(row.System, row.Kind is SystemChangeKind.Restriction, by);

    private static string? Told(SystemRestricted restricted, bool isOn) => restricted switch
    {
        { IsVerified: true } => null,
        { IsByHand: true } => isOn
            ? "Its dataset file has no mark for these rows: restrict there by hand, or describe one under 'restricting'."
            : "Its dataset file has no mark for these rows: lift there by hand what was restricted by hand.",
        { Left: > 0 } => "A second look found that it is not so; something writes the rows anew.",
        { Shared: > 0 } => "A row is somebody else's too and stays as it is: decide by hand whether it is to be restricted.",
        _ => "In the field of the mark stands something else, which would be lost: see by hand what it means, and restrict there.",
    };

    private static RestrictedInSystem FactOf(SystemChangeRow row, SystemRestricted restricted) => new(
        row.System, row.Kind is SystemChangeKind.Restriction, restricted.Marked, restricted.Already, restricted.Other, restricted.Shared,
        restricted.Unmarkable, restricted.Left);
}
