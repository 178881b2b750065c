using Ombud.MyData.Reading;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.MyData.Porting;

/// <summary>Why a record is not among those that its person may take along (GDPR article 20(1)).</summary>
internal enum StayReason { GivenByAnother, FromPublicSource, Derived, OtherBasis }

/// <summary>A consent or contract that a record is used under.</summary>
/// <param name="Consent">For a consent: how the person answered last.</param>
internal sealed record PortingBasis(Purpose Purpose, PurposeBasis Basis, ConsentAnswer? Consent);

/// <summary>A record that its person may take along, and by what right.</summary>
internal sealed record PortableRecord(OwnRecord Own, IReadOnlyList<PortingBasis> Bases)
{
    /// <summary>What the chosen value of a choice is called; null where it is no choice.</summary>
    public LocalizedText? Chosen =>
        Own.Field?.Choices.FirstOrDefault(choice => choice.Value == Own.Record.Value.Value)?.Label;
}

/// <summary>A record that stays, and why.</summary>
internal sealed record StayingRecord(OwnRecord Own, StayReason Reason);

/// <summary>What a person may take along of all that is held about them, and what stays.</summary>
internal sealed record PortableData(OwnData All, IReadOnlyList<PortableRecord> Records, IReadOnlyList<StayingRecord> Staying);
