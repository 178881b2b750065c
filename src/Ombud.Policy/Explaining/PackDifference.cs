using Ombud.Policies.Compiling;
using Ombud.Policies.Model;

namespace Ombud.Policies.Explaining;

/// <summary>The difference of two versions as meaning: what is done with data, not how the text reads.</summary>
public sealed class PackDifference
{
    private PackDifference(IReadOnlyList<PackChange> changes) => Changes = changes;

    /// <summary>All differences, purposes first.</summary>
    public IReadOnlyList<PackChange> Changes { get; }

    /// <summary>Whether any of them must reach people before it takes effect.</summary>
    public bool IsMaterial => Changes.Any(c => c.IsMaterial);

    /// <summary>Whether a consent to a purpose under the older version no longer covers the newer.</summary>
    public bool Outgrows(string purpose) => Changes.Any(c => c.Purpose == purpose && c.OutgrowsConsent);

    /// <summary>Compares two versions. Equal versions have no change.</summary>
    /// <param name="old">What people were told.</param>
    /// <param name="new">What is done now, or will be.</param>
    public static PackDifference Between(NoticeVersion old, NoticeVersion @new)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(@new);
        return new([.. OfPurposes(old, @new), .. OfLists(old, @new), .. OfTexts(old, @new)]);
    }

    private static IEnumerable<PackChange> OfPurposes(NoticeVersion old, NoticeVersion @new)
    {
        var before = old.Purposes.ToDictionary(p => p.Id, StringComparer.Ordinal);
        foreach (var purpose in @new.Purposes)
        {
            if (!before.Remove(purpose.Id, out var known))
                yield return new(ChangeKind.PurposeAdded, purpose.Id, purpose.Id, IsMaterial: true,
                    OutgrowsConsent: true);
            else
                foreach (var change in OfPurpose(known, old, purpose, @new))
                    yield return change;
        }

        foreach (var gone in before.Keys)
            yield return new(ChangeKind.PurposeRemoved, gone, gone, IsMaterial: false, OutgrowsConsent: false);
    }

    private static IEnumerable<PackChange> OfPurpose(Purpose old, NoticeVersion oldIn, Purpose @new,
        NoticeVersion newIn) =>
    [
        .. Lists(old.Id, ChangeKind.CategoryAdded, old.Categories, @new.Categories, outgrows: true),
        .. Lists(old.Id, ChangeKind.RecipientKindAdded, old.Recipients, @new.Recipients, outgrows: true),
        .. ControllersOf(old, oldIn, @new, newIn),
        .. Lists(old.Id, ChangeKind.SubjectKindAdded, old.Subjects, @new.Subjects, outgrows: false),
        .. Bases(old, @new),
        .. RetentionReach.Differences(old, oldIn, @new, newIn),
    ];

    /// <summary>Where both say the whole group, a company that joins is the group's change; its own questions are
    /// outgrown.</summary>
    private static IEnumerable<PackChange> ControllersOf(Purpose old, NoticeVersion oldIn, Purpose @new,
        NoticeVersion newIn) =>
        old.Controllers.Count == 0 && @new.Controllers.Count == 0
            ? []
            : Lists(old.Id, ChangeKind.ControllerAdded, Controllers(old, oldIn), Controllers(@new, newIn),
                outgrows: true);

    private static List<string> Controllers(Purpose purpose, NoticeVersion version) =>
        [.. version.Parties.Where(p => VersionCompiler.Pursues(purpose, p)).Select(p => p.Id)];

    private static IEnumerable<PackChange> Bases(Purpose old, Purpose @new)
    {
        var regimes = old.Bases.Concat(@new.Bases).SelectMany(b => b.Regimes).Distinct(StringComparer.Ordinal);
        return regimes.Where(r => !Signature(old, r).SetEquals(Signature(@new, r)))
            .Select(r => new PackChange(ChangeKind.BasisChanged, old.Id, r, IsMaterial: true, OutgrowsConsent: false));
    }

    private static HashSet<string> Signature(Purpose purpose, string regime) =>
        [.. GroundCompiler.BasesOf(purpose, regime).Select(b => string.Join(
            ' ', [b.Basis, b.Special, b.Criminal, b.IdentityNumber, .. b.Subjects.Order(StringComparer.Ordinal)]))];

    private static IEnumerable<PackChange> OfLists(NoticeVersion old, NoticeVersion @new) =>
    [
        .. Lists("", ChangeKind.CountryAdded, Countries(old), Countries(@new)),
        .. Lists("", ChangeKind.PartyAdded, Ids(old.Parties), Ids(@new.Parties)),
        .. Lists("", ChangeKind.RecipientAdded, Ids(old.Recipients), Ids(@new.Recipients), isMaterial: false),
        .. Lists("", ChangeKind.CollectionPointAdded, Ids(old.CollectionPoints), Ids(@new.CollectionPoints),
            isMaterial: false),
        .. Lists("", ChangeKind.SafeguardAdded, Ids(old.Safeguards), Ids(@new.Safeguards), isMaterial: false),
    ];

    private static IEnumerable<PackChange> OfTexts(NoticeVersion old, NoticeVersion @new)
    {
        var before = old.Clauses.ToDictionary(c => c.Id, StringComparer.Ordinal);
        return @new.Clauses.Where(c => before.TryGetValue(c.Id, out var known) && !SameText(known.Text, c.Text))
            .Select(c => new PackChange(ChangeKind.TextChanged, "", c.Id, IsMaterial: false, OutgrowsConsent: false));
    }

    private static bool SameText(LocalizedText old, LocalizedText @new) =>
        old.Languages.Union(@new.Languages, StringComparer.Ordinal).All(l => old.In(l) == @new.In(l));

    /// <summary>Where data goes: the countries of parties, recipients and safeguards.</summary>
    private static IEnumerable<string> Countries(NoticeVersion version) =>
        version.Parties.Select(p => p.Country).Concat(version.Recipients.Select(r => r.Country))
            .Concat(version.Safeguards.SelectMany(s => s.To)).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Ids(IEnumerable<PackEntry> entries) => entries.Select(e => e.Id);

    /// <summary>What was added and what was removed; a removal's kind stands behind its addition's.</summary>
    private static IEnumerable<PackChange> Lists(
        string purpose, ChangeKind added, IEnumerable<string> old, IEnumerable<string> @new, bool outgrows =
            false, bool isMaterial = true)
    {
        var (before, after) = (old.ToList(), @new.ToList());
        return after.Except(before, StringComparer.Ordinal)
            .Select(w => new PackChange(added, purpose, w, isMaterial, outgrows))
            .Concat(before.Except(after, StringComparer.Ordinal)
                .Select(w => new PackChange(added + 1, purpose, w, IsMaterial: false, OutgrowsConsent: false)));
    }
}
