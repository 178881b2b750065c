using System.Collections.Frozen;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Vault;

/// <summary>
/// The purposes for which a record was given: those of its collection point in the version that was shown. Joining
/// records never widens them (promise <c>use.combined-sources</c>); what serves the person's own rights covers all. What a hold
/// keeps past its end is kept for legal claims, and serves nothing else but the person's own access.
/// </summary>
internal sealed class RecordPurposes(Policy policy)
{
    private static readonly FrozenSet<PurposeNature> OnEverything = FrozenSet.ToFrozenSet(
    [
        PurposeNature.SubjectAccess, PurposeNature.GuardianAccess, PurposeNature.Erasure, PurposeNature.LegalClaims,
        PurposeNature.RightsOfOthers, PurposeNature.PublicInterest,
    ]);

    private static readonly FrozenSet<PurposeNature> OnHeld = FrozenSet.ToFrozenSet(
    [
        PurposeNature.LegalClaims, PurposeNature.SubjectAccess, PurposeNature.GuardianAccess,
    ]);

    private readonly FrozenDictionary<(string Point, string Version), FrozenSet<string>> _byPoint = policy.Pack.Versions
        .SelectMany(version => version.CollectionPoints.Select(point => (Key: (point.Id, version.Version), point.Purposes)))
        .ToFrozenDictionary(pair => pair.Key, pair => pair.Purposes.ToFrozenSet(StringComparer.Ordinal));

    private readonly FrozenSet<string> _onEverything = Of(policy, OnEverything);
    private readonly FrozenSet<string> _onHeld = Of(policy, OnHeld);

    /// <summary>
    /// Ids of the purposes of a record's point in the version that was shown; those of rights, which cover all, are not among
    /// them.
    /// </summary>
    public IReadOnlyCollection<string> Of(string point, string version) =>
        _byPoint.TryGetValue((point, version), out var purposes) ? purposes : [];

    /// <summary>Whether a record of that point and version may serve the purpose at all.</summary>
    public bool Covers(string point, string version, string purpose) =>
        _onEverything.Contains(purpose) || (_byPoint.TryGetValue((point, version), out var purposes) && purposes.Contains(purpose));

    /// <summary>Whether the purpose may be served by what only a hold still keeps.</summary>
    public bool CoversHeld(string purpose) => _onHeld.Contains(purpose);

    private static FrozenSet<string> Of(Policy policy, FrozenSet<PurposeNature> natures) => policy.Pack.Versions
        .SelectMany(version => version.Purposes).Where(purpose => natures.Contains(purpose.Nature))
        .Select(purpose => purpose.Id).ToFrozenSet(StringComparer.Ordinal);
}
