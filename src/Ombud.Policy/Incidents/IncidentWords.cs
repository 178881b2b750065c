namespace Ombud.Policies.Incidents;

/// <summary>What was lost of the security of the data; several may be.</summary>
[Flags]
public enum BreachNature
{
    None = 0,

    /// <summary>Somebody read it who should not.</summary>
    Confidentiality = 1,

    /// <summary>It was changed.</summary>
    Integrity = 2,

    /// <summary>It was lost or could not be reached.</summary>
    Availability = 4,
}

/// <summary>What an incident may mean for the rights and freedoms of people (GDPR articles 33(1) and 34(1)).</summary>
public enum BreachRisk { None, Risk, High }

/// <summary>What was decided about the authority.</summary>
public enum AuthorityStanding { Open, Notified, NotNotified }

/// <summary>What was decided about the people affected.</summary>
public enum PeopleStanding
{
    Open,

    /// <summary>They are being told.</summary>
    Telling,

    /// <summary>Everybody who can be reached was told.</summary>
    Told,

    NotTold,
}

/// <summary>Why the people affected are not told by letter.</summary>
public enum NotTellingGround
{
    /// <summary>There is no high risk (GDPR article 34(1)).</summary>
    NoHighRisk,

    /// <summary>The data could not be understood, as where it was encrypted (34(3)(a)).</summary>
    Unintelligible,

    /// <summary>What was done since has taken the high risk away (34(3)(b)).</summary>
    RiskGone,

    /// <summary>Letters would be a disproportionate effort; the public is told instead (34(3)(c)).</summary>
    Disproportionate,
}

/// <summary>What happens to an incident.</summary>
public enum IncidentStep
{
    /// <summary>The risk is assessed, the first time or anew.</summary>
    Assess,

    /// <summary>The authority was notified.</summary>
    NotifyAuthority,

    /// <summary>What was not known before was added to the notification (GDPR article 33(4)).</summary>
    Supplement,

    /// <summary>It is decided that the authority is not notified.</summary>
    NotNotify,

    /// <summary>The people affected begin to be told.</summary>
    Tell,

    /// <summary>Everybody who can be reached was told.</summary>
    Told,

    /// <summary>It is decided that they are not told by letter.</summary>
    NotTell,

    /// <summary>The time for the authority has run out without a decision.</summary>
    Escalate,

    Close,
}

/// <summary>Why a step cannot be taken.</summary>
public enum IncidentRefusal
{
    None,

    /// <summary>The incident is closed, or not where this can happen.</summary>
    NotHere,

    /// <summary>The risk must be assessed first.</summary>
    NotAssessed,

    /// <summary>The step needs its reason.</summary>
    ReasonMissing,

    /// <summary>A late notification needs the reasons for the delay (GDPR article 33(1)).</summary>
    DelayReasonMissing,

    /// <summary>Where there is a risk the authority is notified (33(1)).</summary>
    RiskForbids,

    /// <summary>Where the risk is high, only the grounds of article 34(3) count; elsewhere only that it is not.</summary>
    GroundWrong,

    /// <summary>Nobody has been found yet who could be told.</summary>
    NobodyFound,

    /// <summary>Both decisions are needed before an incident is closed.</summary>
    Undecided,

    /// <summary>The time has not run out.</summary>
    NotDue,

    /// <summary>It lies before we knew of the incident.</summary>
    BeforeAware,
}
