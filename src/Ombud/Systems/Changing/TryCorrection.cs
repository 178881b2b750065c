using Ombud.Connectors.Following;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Systems.Erasing;

namespace Ombud.Systems.Changing;

/// <summary>Puts the right value in the place of a wrong one in a system.</summary>
internal sealed class TryCorrection(ConnectedSystems systems, CarriedCorrection corrections, CarriedPerson people, ReachSystem reach)
    : ITryChange
{
    public bool Takes(SystemChangeKind kind) => kind is SystemChangeKind.Correction;

    public async Task<ChangeTry> RunAsync(SystemChangeRow row, CancellationToken cancel)
    {
        if (systems.Find(row.System) is not { } system)
            return new(null, null, "The system is not connected any more; put its dataset file back, or correct there by hand.");
        if (await people.FindAsync(new SubjectId(row.SubjectId), cancel) is not { } person
            || await corrections.OpenAsync(row, cancel) is not { } correction)
            return new(null, null, "It cannot be told any more by what the person is found, or what was wrong; correct there by hand.");
        var reached = await reach.RunAsync(
            system, (connector, limit) => CorrectPerson.RunAsync(system.Plan, connector, person, correction, limit), cancel);
        return reached.Result is { } corrected
            ? new(FactOf(row, corrected), null, Told(corrected)) { HasChanged = corrected.Corrected > 0 }
            : new(null, reached.Table, reached.Problem);
    }

    public Fact ByHand(SystemChangeRow row, string by) => new CorrectedByHand(row.System, row.Field, by);

    private static string? Told(SystemCorrected corrected) => corrected switch
    {
        { IsVerified: true } => null,
        { Left: > 0 } => "A second look still found the wrong value; something writes it anew.",
        { Shared: > 0 } => "The wrong value stands in a row that is somebody else's too: decide by hand whose it is, and correct it there.",
        _ => "Neither the wrong nor the right value stands there but another: see by hand whether it is right.",
    };

    private static CorrectedInSystem FactOf(SystemChangeRow row, SystemCorrected corrected) =>
        new(row.System, row.Field, corrected.Corrected, corrected.Other, corrected.Shared, corrected.Left);
}
