using Microsoft.EntityFrameworkCore;

namespace Ombud.Database;

/// <summary>
/// A read that goes over all buckets on purpose. The statement carries its name as a comment, so that it is told from one that
/// forgot its bucket.
/// </summary>
/// <param name="Name">A word for it; stands in the statement.</param>
/// <param name="Tables">The tables that it reads in every bucket, with spaces between; <c>*</c> for every table.</param>
/// <param name="Why">What it is for.</param>
/// <param name="IsWhole">Whether it goes by no index; then <paramref name="Why"/> says why it need not.</param>
internal sealed record FanOut(string Name, string Tables, string Why, bool IsWhole = false)
{
    public static readonly FanOut DueJobs = new("due-jobs", "job", "the runner takes the longest due, whosever they are");
    public static readonly FanOut DueErasures = new("due-erasures", "erasure", "an erasure that was cut off is gone on with");
    public static readonly FanOut Erasures = new("erasures", "erasure", "a control counts those that are stuck");
    public static readonly FanOut UntoldRecipients = new(
        "untold-recipients", "erasure_notice erasure", "the staff see who is still to be told, a page of them");
    public static readonly FanOut UninformedRecipients = new(
        "uninformed-recipients", "recipient_notice",
        "the staff and a control see who is to hear of a correction; only those who wait are in it",
        IsWhole: true);
    public static readonly FanOut WaitingSystems = new(
        "waiting-systems", "system_erasure", "the staff and a control see which systems have not erased, a page of them");
    public static readonly FanOut WaitingChanges = new(
        "waiting-changes", "system_change",
        "the staff and a control see which systems have not taken a correction or restriction; only those who wait are in it",
        IsWhole: true);
    public static readonly FanOut Holds = new("holds", "hold subject", "the staff see the holds in force, a page of them");
    public static readonly FanOut DueRecords = new("due-records", "record subject", "a control and the staff see what is to end when");
    public static readonly FanOut DueAnswers = new(
        "due-answers", "decision_log subject", "a control and the staff see which answers are to end when");
    public static readonly FanOut EndlessRecords = new(
        "endless-records", "record subject", "a control looks for records without an end that their rule gives them");
    public static readonly FanOut Sources = new(
        "sources", "record", "a control counts where records came from, and has to read them all", IsWhole: true);
    public static readonly FanOut OpenLookups = new("open-lookups", "lookup", "a sweep clears what was never committed");
    public static readonly FanOut OpenProofs = new("open-proofs", "proved_identifier", "a sweep clears what was never committed");
    public static readonly FanOut OldCodes = new("old-codes", "sign_in_code", "a sweep clears codes that are of no more use");
    public static readonly FanOut OldUploads = new("old-uploads", "upload", "a sweep clears files that nobody sent a form for");
    public static readonly FanOut OldLetters = new("old-letters", "outbox", "a sweep clears letters that were sent or given up");
    public static readonly FanOut OpenCases = new("open-cases", "case_file", "the staff see the queue, a page of it");
    public static readonly FanOut DueCases = new("due-cases", "case_file", "a sweep reminds, escalates and closes what is due");
    public static readonly FanOut EndedCases = new("ended-cases", "case_file", "a sweep ends the files whose time is over");
    public static readonly FanOut CaseDocuments = new(
        "case-documents", "case_document", "a sweep and a control look at copies of documents that wait; they are few", IsWhole: true);
    public static readonly FanOut OpenCaseLookups = new("open-case-lookups", "case_lookup", "a sweep clears what was never committed");
    public static readonly FanOut BreakInReports = new(
        "break-in-reports", "case_file", "a control looks at the reports of break-ins that were answered");
    public static readonly FanOut Incidents = new(
        "incidents", "incident", "the staff and a control see the register of incidents, a page of it; they are few", IsWhole: true);
    public static readonly FanOut DueIncidents = new("due-incidents", "incident", "a sweep reminds of clocks and escalates");
    public static readonly FanOut IncidentPeople = new(
        "incident-people", "incident_person", "the staff see whom an incident affects, a page of them, and how many were told");
    public static readonly FanOut LateLetters = new("late-letters", "outbox subject", "a control counts letters that missed their day");
    public static readonly FanOut NewestLetters = new(
        "newest-letters", "outbox", "the page of letters, which is there in development only", IsWhole: true);
    public static readonly FanOut AnyPeople = new(
        "any-people", "standing", "the start asks whether there is one person, and reads one row");
    public static readonly FanOut AnyWaiting = new(
        "any-waiting", "unsequenced", "the sequencer asks whether a fact waits, and reads one row");
    public static readonly FanOut WaitingFacts = new(
        "waiting-facts", "unsequenced", "the sequencer takes what waits, oldest first, and empties the table", IsWhole: true);
    public static readonly FanOut WaitingFact = new(
        "waiting-fact", "unsequenced", "a receipt names its fact alone; those that wait are few and gone within a second");
    public static readonly FanOut EndsBehind = new(
        "ends-behind", "standing fact ends_worked_out record", "a control counts people whose ends are to be worked out anew");
    public static readonly FanOut LeftRows = new(
        "left-rows", "*", "a control looks for an erased canary in every bucket, lest one lies in another's", IsWhole: true);
    public static readonly FanOut LeftBytes = new(
        "left-bytes", "*", "a control looks for an erased canary in every column of every table", IsWhole: true);

    /// <summary>All there are.</summary>
    public static IReadOnlyList<FanOut> All { get; } =
    [
        DueJobs, DueErasures, Erasures, UntoldRecipients, UninformedRecipients, WaitingSystems, WaitingChanges, Holds,
        DueRecords, DueAnswers, EndlessRecords, Sources, OpenLookups, OpenProofs, OldCodes, OldUploads, OldLetters, OpenCases, DueCases,
        EndedCases, CaseDocuments, OpenCaseLookups, BreakInReports, Incidents, DueIncidents, IncidentPeople, LateLetters, NewestLetters,
        AnyPeople, AnyWaiting, WaitingFacts, WaitingFact, EndsBehind, LeftRows, LeftBytes,
    ];

    /// <summary>What the comment says.</summary>
    public string Tag => "fan-out: " + Name;

    /// <summary>A statement with its comment.</summary>
    public string Sql(string statement) => $"-- {Tag}\n{statement}";
}

internal static class FanOutQueries
{
    /// <summary>Marks a query as one that goes over all buckets.</summary>
    public static IQueryable<TRow> Over<TRow>(this IQueryable<TRow> rows, FanOut fanOut) => rows.TagWith(fanOut.Tag);
}
