namespace Ombud.Cases.Agents;

/// <summary>By what kind of paper a mandate was shown. The paper itself is kept nowhere.</summary>
public enum MandatePaper
{
    PowerOfAttorney = 0,

    /// <summary>What the person signed for this request alone.</summary>
    SignedPermission = 1,

    /// <summary>That somebody is a parent or a guardian.</summary>
    Guardianship = 2,

    /// <summary>A court's decision.</summary>
    CourtDecision = 3,
}
