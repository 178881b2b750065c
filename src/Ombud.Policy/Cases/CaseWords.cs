namespace Ombud.Policies.Cases;

/// <summary>What somebody asks for or reports.</summary>
public enum CaseKind
{
    Access, Rectification, Erasure, Restriction, Portability, Objection, Withdrawal, HumanReview, Complaint, Question,
    SuspectedChild, SuspectedBreakIn,

    /// <summary>An authority, a court or a law demands data; staff record it.</summary>
    AuthorityDemand,

    /// <summary>A message to the data protection officer, which nobody else of the staff reads (GDPR article 38(4) and (5)).</summary>
    OfficerMessage,
}

/// <summary>Where a case is.</summary>
public enum CaseStage
{
    /// <summary>It has come in, and nobody has begun.</summary>
    Received,

    /// <summary>The person is asked who they are (GDPR article 12(6)).</summary>
    IdentityWanted,

    /// <summary>Somebody works on it.</summary>
    InWork,

    /// <summary>The person was asked something without which it cannot go on.</summary>
    Waiting,

    /// <summary>Answered in full.</summary>
    Answered,

    /// <summary>Answered in part; for the rest there is a reason.</summary>
    AnsweredInPart,

    /// <summary>Refused with a reason (GDPR article 12(4)).</summary>
    Refused,

    /// <summary>Nothing more is to come.</summary>
    Closed,
}

/// <summary>What happens to a case.</summary>
public enum CaseStep
{
    /// <summary>The person is asked who they are.</summary>
    AskIdentity,

    /// <summary>They have shown it.</summary>
    ProveIdentity,

    /// <summary>Somebody takes it on.</summary>
    Begin,

    /// <summary>The person is asked something.</summary>
    AskPerson,

    /// <summary>They have said it.</summary>
    PersonReplies,

    /// <summary>The time is lengthened, and the person told why.</summary>
    Extend,

    /// <summary>The last day has come without an answer: it goes to whoever stands above the owner.</summary>
    Escalate,

    Answer,
    AnswerInPart,
    Refuse,

    /// <summary>The person takes it back.</summary>
    TakeBack,

    Close,
}

/// <summary>Why a step cannot be taken.</summary>
public enum CaseRefusal
{
    None,

    /// <summary>The case is not where this can happen.</summary>
    NotHere,

    /// <summary>Before an answer the person must have shown who they are.</summary>
    IdentityMissing,

    /// <summary>A refusal, a part and a longer time need their reason.</summary>
    ReasonMissing,

    /// <summary>It was lengthened already.</summary>
    ExtendedAlready,

    /// <summary>A law that applies lets nobody lengthen it.</summary>
    NoExtension,

    /// <summary>The new last day is missing, no later than the one before, or later than the laws that apply allow.</summary>
    DayOutOfRange,

    /// <summary>The day by which the person must be told has gone by.</summary>
    TooLateToTell,

    /// <summary>Its last day has not come.</summary>
    NotDue,

    /// <summary>It was escalated already.</summary>
    EscalatedAlready,

    /// <summary>It happened before what happened last.</summary>
    OutOfOrder,

    /// <summary>A report of a child is founded when the child has been erased, to the end, and not before.</summary>
    ErasureMissing,

    /// <summary>Nothing is said about data before the person, or a paper, has shown that the agent may act.</summary>
    MandateMissing,

    /// <summary>The step takes two of the staff, and nobody else has proposed it as it stands.</summary>
    SecondMissing,

    /// <summary>Whoever proposed a step does not approve it.</summary>
    SameAccount,

    /// <summary>A step waits for a second pair of eyes already.</summary>
    ProposedAlready,

    /// <summary>A report of a break-in is founded when it has opened an incident, or it is noted why it is none.</summary>
    IncidentMissing,

    /// <summary>A document is wanted, and nobody of the staff has noted that one shows who the person is.</summary>
    DocumentMissing,

    /// <summary>The case has changed since it was looked at.</summary>
    ChangedMeanwhile,
}
