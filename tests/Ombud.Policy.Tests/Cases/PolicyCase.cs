using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Ombud.Policies.Deciding;

namespace Ombud.Policies.Tests.Cases;

/// <summary>A case as its file says it.</summary>
internal sealed record PolicyCase(string Pack, IReadOnlyList<StandingChange> Standing, WordQuestion Question,
    ExpectedAnswer Expected)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    /// <summary>All cases, as area and name.</summary>
    public static IEnumerable<string> All() =>
        Directory.EnumerateFiles(Folder(), "case.json", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Folder(), Path.GetDirectoryName(f)!).Replace('\\', '/'))
                .Order(StringComparer.Ordinal);

    public static PolicyCase Read(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder(), name, "case.json"));
        var file = JsonSerializer.Deserialize<CaseFile>(text, Strict)!;
        return new(file.Pack, [.. file.Standing.Select(ChangeOf)], QuestionOf(file.Question), file.Expected);
    }

    private static StandingChange ChangeOf(CaseChange change)
    {
        var at = Moment(change.At);
        return change.Change switch
        {
            "met" => new StandingChange.Met(at, change.Key!),
            "residence" => new StandingChange.Residence(at, change.Key),
            "consent-given" =>
                new StandingChange.Consent(at, change.Key!, ConsentAnswer.Given, change.Version!, change.Explicit),
            "consent-refused" =>
                new StandingChange.Consent(at, change.Key!, ConsentAnswer.Refused, change.Version!, false),
            "consent-withdrawn" =>
                new StandingChange.Consent(at, change.Key!, ConsentAnswer.Withdrawn, change.Version!, false),
            "objection-pending" => new StandingChange.Objection(at, change.Key!, ObjectionState.Pending),
            "objection-upheld" => new StandingChange.Objection(at, change.Key!, ObjectionState.Upheld),
            "objection-rejected" => new StandingChange.Objection(at, change.Key!, ObjectionState.Rejected),
            "restricted" => new StandingChange.Restriction(at, true),
            "restriction-lifted" => new StandingChange.Restriction(at, false),
            "under-13" => new StandingChange.Child(at, true),
            "isolated" => new StandingChange.Isolation(at, true),
            "joined" => new StandingChange.Joined(at, new SubjectId(Guid.Parse(change.Key!))),
            "erased" => new StandingChange.Erased(at),
            var other => throw new InvalidDataException($"No such change: {other}"),
        };
    }

    private static WordQuestion QuestionOf(CaseQuestion question) => new()
    {
        Action = Enum.Parse<UseAction>(question.Action, ignoreCase: true),
        Purpose = question.Purpose,
        Topic = question.Topic,
        Categories = question.Categories,
        Controller = question.Controller,
        Recipient = question.Recipient,
        From = question.From,
        To = question.To,
        Point = question.Point,
        On = DayOf(question.On),
        EndsOn = DayOf(question.EndsOn),
        CollectedOn = DayOf(question.CollectedOn),
        Signals = question.GlobalPrivacyControl ? Signals.GlobalPrivacyControl : Signals.None,
    };

    private static DateTimeOffset Moment(string date) =>
        DateTimeOffset.Parse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static Day DayOf(string? date) => date is null ? default : Day.Of(Moment(date));
}

internal sealed record CaseFile(
    string Pack, string Why, IReadOnlyList<CaseChange> Standing, CaseQuestion Question, ExpectedAnswer Expected);

internal sealed record CaseChange(string Change, string At, string? Key = null, string? Version = null, bool Explicit =
    false);

internal sealed record CaseQuestion(
    string Action, string Purpose, string[] Categories, string Controller, string On, string? Topic =
        null, string? Recipient = null,
    string? From = null, string? To = null, string? Point = null, string? EndsOn = null, string? CollectedOn = null,
    bool GlobalPrivacyControl = false);

/// <summary>The answer that was reasoned out by hand. What is null is not asked for.</summary>
internal sealed record ExpectedAnswer(
    string Verdict, string? Reason = null, string? Clause = null, string? Basis = null, string? Rank =
        null, string? Safeguard = null);
