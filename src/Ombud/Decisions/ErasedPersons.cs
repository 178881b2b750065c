using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Decisions;

/// <summary>The fact that is left of somebody who was erased: which, when, and where its proof is fetched.</summary>
internal sealed record ErasureReference(Guid FactId, DateTimeOffset At)
{
    /// <summary>Address of the proof; whoever has the receipt finds its fact there.</summary>
    public string Proof => $"/api/v1/receipts/{FactId}/proof";
}

/// <summary>What a caller may see of an erasure.</summary>
/// <param name="IsSeen">Whether it may know of it at all; to any other the id is one that was never given out.</param>
/// <param name="Reference">Its fact; null where there is none that can be read.</param>
internal readonly record struct ErasureSeen(bool IsSeen, ErasureReference? Reference);

/// <summary>Whom a caller may know to have been erased: those whose data one of its controllers had held.</summary>
internal sealed class ErasedPersons(FactHistory history)
{
    public async Task<ErasureSeen> FindAsync(SubjectId subject, ApiCaller caller, CancellationToken cancel)
    {
        await foreach (var fact in history.ReadAsync(subject, cancel))
        {
            if (fact.Fact.ChangeAt(fact.At) is not StandingChange.Erased)
                continue;
            return caller.Controllers.AllowsAny((fact.Fact as INamesControllers)?.Controllers ?? [])
                ? new ErasureSeen(IsSeen: true, new ErasureReference(fact.Id, fact.At))
                : default;
        }
        return new ErasureSeen(caller.Controllers.Allows(null), Reference: null);
    }
}
