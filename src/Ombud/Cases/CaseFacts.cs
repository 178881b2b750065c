using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Cases.Agents;
using Ombud.Log;
using Ombud.Policies.Cases;

namespace Ombud.Cases;

/// <summary>How a request reached us.</summary>
public enum CaseChannel : byte
{
    Form = 0,
    Phone = 1,
    Post = 2,
    Office = 3,
    Email = 4,

    /// <summary>By the Data Rights Protocol, from an agent whom the operator has named.</summary>
    DataRightsProtocol = 5,

    /// <summary>By OpenDSR, from a controller for whom data is handled.</summary>
    OpenDsr = 6,
}

/// <summary>Who did something in a case.</summary>
public enum CaseAuthor : byte
{
    Person = 0,
    Staff = 1,

    /// <summary>The product by itself, such as on the last day.</summary>
    System = 2,

    /// <summary>Who acts for the person.</summary>
    Agent = 3,

    /// <summary>The client that is controller, for which data is handled.</summary>
    Client = 4,
}

/// <summary>A case came in. Words and days alone: what was said lies sealed in the case's file.</summary>
/// <param name="Controller">Id of the company that is asked.</param>
/// <param name="Residence">Id of the country that was given; null for none.</param>
/// <param name="LastDay">The last day for the answer; null where no law sets one.</param>
/// <param name="Decides">Id of the deadline of the law that decides; null where none does.</param>
internal sealed record CaseReceived(
    CaseKind Kind, CaseChannel Channel, string Controller, string? Residence, DateOnly ReceivedOn, DateOnly? LastDay, string? Decides)
    : ClearFact;

/// <summary>A step was taken in a case.</summary>
/// <param name="Reason">Word of the reason, where the step has one.</param>
/// <param name="By">Id of the staff account; <c>person</c>, <c>agent</c>, <c>mail</c> or <c>system</c>.</param>
internal sealed record CaseMoved(CaseStep Step, CaseStage Stage, string? Reason, DateOnly? LastDay, string By) : ClearFact;

/// <summary>A person showed that a case which was answered already is theirs.</summary>
/// <param name="Person">Id of the person.</param>
internal sealed record CaseConfirmed(Guid Person) : ClearFact;

/// <summary>Something was written into a case's file without a step.</summary>
internal sealed record CaseNoted(CaseAuthor Author, string By) : ClearFact;

/// <summary>It was noted that the person has been to a further step of their case.</summary>
/// <param name="Step">Id of the step in the pack.</param>
internal sealed record CaseRecourseTaken(string Step, CaseAuthor Author, string By) : ClearFact;

/// <summary>Somebody of the staff looked for whom a report may mean. What was sought stands nowhere in it.</summary>
internal sealed record CasePersonSought(int Found, string By) : ClearFact;

/// <summary>A report that somebody is a child was found to be right, and an erasure opened.</summary>
/// <param name="ReceiptId">Id of the erasure's receipt.</param>
internal sealed record CaseErasureOpened(Guid ReceiptId, string By) : ClearFact;

/// <summary>The sessions of whom a report of a break-in is about were ended.</summary>
/// <param name="Person">Id of the person.</param>
internal sealed record CaseSessionsEnded(Guid Person, CaseAuthor Author, string By) : ClearFact;

/// <summary>It was decided whether a report of a break-in is a personal data breach.</summary>
/// <param name="Incident">Id of the incident that it opened; null where it is none.</param>
internal sealed record CaseBreachJudged(Guid? Incident, string By) : ClearFact;

/// <summary>A value of the person's was corrected in their case. Of which field it is the case's file says, which ends.</summary>
/// <param name="Record">Id of the record.</param>
internal sealed record CaseValueCorrected(Guid Record, string By) : ClearFact;

/// <summary>The person's data was restricted in their case, or the restriction lifted.</summary>
internal sealed record CaseRestrictionSet(bool IsOn, string By) : ClearFact;

/// <summary>The person was told in their case that the restriction of their data will be lifted.</summary>
internal sealed record CaseLiftingTold(string By) : ClearFact;

/// <summary>What an agent may do in a case has changed. Who the agent is lies sealed in the case's file.</summary>
/// <param name="Paper">What the staff checked, where it was shown on paper; the paper itself is kept nowhere.</param>
internal sealed record CaseMandateMoved(AgentCapacity Capacity, MandateState State, MandatePaper? Paper, CaseAuthor Author, string By)
    : ClearFact;

/// <summary>The copy of a paper that shows a mandate was deleted, as somebody of the staff says.</summary>
internal sealed record CaseCopyDeleted(string By) : ClearFact;

/// <summary>The agent to whom the person gave the answer fetched it.</summary>
internal sealed record CaseAnswerFetched : ClearFact;

/// <summary>A copy of a document came, by which the person shows who they are. It is kept until the staff have looked at it.</summary>
/// <param name="Bytes">Its size.</param>
internal sealed record CaseDocumentSent(string MediaType, int Bytes) : ClearFact;

/// <summary>Somebody of the staff looked at the copy.</summary>
internal sealed record CaseDocumentRead(string By) : ClearFact;

/// <summary>A document was accepted, or not, or nobody looked in time; its copy is destroyed.</summary>
/// <param name="HadCopy">False where the staff were shown the document itself.</param>
internal sealed record CaseDocumentEnded(CaseNote Outcome, bool HadCopy, string By) : ClearFact;

/// <summary>Somebody of the staff proposed a step, which waits for another.</summary>
/// <param name="By">Id of the staff account.</param>
internal sealed record CaseStepProposed(CaseStep Step, string? Reason, string By) : ClearFact;

/// <summary>A step was taken that another of the staff had proposed.</summary>
/// <param name="ProposedBy">Id of the staff account that proposed it.</param>
internal sealed record CaseStepApproved(CaseStep Step, string ProposedBy, string By) : ClearFact;

/// <summary>A proposed step was sent back.</summary>
internal sealed record CaseStepSentBack(CaseStep Step, string ProposedBy, string By) : ClearFact;

/// <summary>The part of a request that is about a client's data was handed on to the client.</summary>
/// <param name="Client">Id of the client.</param>
/// <param name="Part">Id of the case that it answers.</param>
internal sealed record CaseHandedOn(string Client, Guid Part) : ClearFact;

/// <summary>A client was helped to answer: what it asked for was carried out, or handed to the staff to be carried out.</summary>
/// <param name="Client">Id of the client.</param>
/// <param name="Records">How many records it was about; null where the staff are to carry it out.</param>
/// <param name="Kept">How many a hold or a law keeps.</param>
/// <param name="By">Id of the API key.</param>
internal sealed record CaseHelped(string Client, CaseKind Kind, int? Records, int Kept, string By) : ClearFact;

/// <summary>Somebody of the staff took a case on, or from another.</summary>
internal sealed record CaseAssigned(string To) : ClearFact;

/// <summary>The desk was reminded of a case's last day.</summary>
internal sealed record CaseReminded : ClearFact;

/// <summary>A case's file was opened by somebody of the staff.</summary>
internal sealed record CaseRead(string By) : ClearFact;

/// <summary>The time for keeping a case's file is over: its texts and their key are gone.</summary>
internal sealed record CaseFileEnded(int Entries) : ClearFact;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CaseReceived))]
[JsonSerializable(typeof(CaseMoved))]
[JsonSerializable(typeof(CaseConfirmed))]
[JsonSerializable(typeof(CaseNoted))]
[JsonSerializable(typeof(CaseRecourseTaken))]
[JsonSerializable(typeof(CasePersonSought))]
[JsonSerializable(typeof(CaseErasureOpened))]
[JsonSerializable(typeof(CaseSessionsEnded))]
[JsonSerializable(typeof(CaseBreachJudged))]
[JsonSerializable(typeof(CaseValueCorrected))]
[JsonSerializable(typeof(CaseRestrictionSet))]
[JsonSerializable(typeof(CaseLiftingTold))]
[JsonSerializable(typeof(CaseMandateMoved))]
[JsonSerializable(typeof(CaseCopyDeleted))]
[JsonSerializable(typeof(CaseAnswerFetched))]
[JsonSerializable(typeof(CaseDocumentSent))]
[JsonSerializable(typeof(CaseDocumentRead))]
[JsonSerializable(typeof(CaseDocumentEnded))]
[JsonSerializable(typeof(CaseStepProposed))]
[JsonSerializable(typeof(CaseStepApproved))]
[JsonSerializable(typeof(CaseStepSentBack))]
[JsonSerializable(typeof(CaseHandedOn))]
[JsonSerializable(typeof(CaseHelped))]
[JsonSerializable(typeof(CaseAssigned))]
[JsonSerializable(typeof(CaseReminded))]
[JsonSerializable(typeof(CaseRead))]
[JsonSerializable(typeof(CaseFileEnded))]
internal sealed partial class CaseFactsJson : JsonSerializerContext;
