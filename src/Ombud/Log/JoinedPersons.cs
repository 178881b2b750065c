using Ombud.Policies.Deciding;

namespace Ombud.Log;

/// <summary>
/// Finds the person whom an id means: an id that was handed out before its person was joined into another goes on leading
/// to them, and nobody who holds it learns the other id.
/// </summary>
internal sealed class JoinedPersons(Standings standings)
{
    // Who has taken somebody in has proved who they are and is joined into nobody: more steps than one are a fault.
    private const int StepsMax = 4;

    /// <summary>The id itself, or that of the person into whom it was joined.</summary>
    public async Task<SubjectId> MeantByAsync(SubjectId id, CancellationToken cancel)
    {
        var meant = id;
        for (var step = 0; step < StepsMax; step++)
        {
            if (await standings.FindAsync(meant, cancel) is not { JoinedInto: { } person })
                return meant;
            meant = new SubjectId(person);
        }
        throw new InvalidOperationException("Persons were joined in a circle.");
    }
}
