using Ombud.Policies.Deciding;

namespace Ombud.Erasure;

/// <summary>
/// Knows ids under which facts and keys lie and that are nobody's: of a case, an incident, the officer's advice. They end by their own
/// rules, and whoever asks for the erasure of one, by the API or as staff, is answered as for an id that nobody has.
/// </summary>
internal interface INobody
{
    /// <summary>Whether the id is one of these.</summary>
    Task<bool> IsAsync(SubjectId id, CancellationToken cancel);
}
