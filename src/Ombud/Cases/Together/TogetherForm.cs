using System.Globalization;
using Ombud.Cases.Filing;
using Ombud.Cases.Moving;
using Ombud.Cases.Working;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Policies.Cases;
using Ombud.Shared;

namespace Ombud.Cases.Together;

/// <summary>What several cases are to take together.</summary>
internal enum TogetherAct
{
    TakeOn, AskPerson, Extend, Refuse, Close, Message,
}

/// <summary>Several cases and one step for all of them, as staff filled it in.</summary>
public sealed record TogetherForm
{
    /// <summary>Most cases of one form.</summary>
    public const int CasesMax = CaseBook.ListMax;

    public string Ticket { get; init; } = "";
    public string Act { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Until { get; init; } = "";
    public string Message { get; init; } = "";

    /// <summary>The cases that were chosen, each with the version that was seen, in the order of the queue.</summary>
    public IReadOnlyList<ChosenCase> Chosen { get; init; } = [];

    /// <summary>What came back of the form: what was ticked, or everything that was shown.</summary>
    public static TogetherForm Of(IFormCollection form) => new()
    {
        Ticket = form[CaseTicket.Field].ToString(), Act = form["act"].ToString(), Reason = form["reason"].ToString(),
        Until = form["until"].ToString(), Message = form["message"].ToString().Trim(),
        Chosen = [.. form[form["all"].Count > 0 ? "shown" : "case"].Select(ChosenCase.Read).OfType<ChosenCase>()
            .DistinctBy(one => one.Id).Take(CasesMax)],
    };

    internal TogetherAct? Wanted => CaseWord.Of<TogetherAct>(Act);

    private DateOnly? Day => DateOnly.TryParseExact(Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day : null;

    /// <summary>What is wrong with it, field by field.</summary>
    internal IReadOnlyList<FieldError> Errors(Language language)
    {
        var errors = new List<FieldError>();
        void Add(string field, Text text) => errors.Add(new FieldError(field, text.In(language)));
        if (Chosen.Count == 0)
            Add("all", TogetherTexts.NoneChosen);
        if (Wanted is null)
            Add("act", WorkingTexts.StepMissing);
        if (Reasons is { } reasons && !reasons.ContainsKey(Reason))
            Add("reason", WorkingTexts.ReasonUnknown);
        if (Wanted is TogetherAct.Extend && Day is null)
            Add("until", WorkingTexts.DayMissing);
        if (Message.Length > RequestForm.MessageMax)
            Add("message", WorkingTexts.TextTooLong);
        else if (Message.Length == 0 && Wanted is TogetherAct.AskPerson or TogetherAct.Message)
            Add("message", Wanted is TogetherAct.AskPerson ? WorkingTexts.QuestionMissing : WorkingTexts.TextMissing);
        return errors;
    }

    /// <summary>The step that it is for a case; null where it is none, but a message or another owner.</summary>
    internal StepOrder? OrderFor(CaseState state, string by) => Wanted switch
    {
        TogetherAct.TakeOn when state.Stage is CaseStage.Received => Step(CaseStep.Begin),
        TogetherAct.AskPerson => Step(CaseStep.AskPerson),
        TogetherAct.Extend => Step(CaseStep.Extend),
        TogetherAct.Refuse => Step(CaseStep.Refuse),
        TogetherAct.Close => Step(CaseStep.Close),
        _ => null,
    } is { } step ? step with { By = by } : null;

    private IReadOnlyDictionary<string, Text>? Reasons => Wanted switch
    {
        TogetherAct.Extend => CaseReasons.ForExtension,
        TogetherAct.Refuse => CaseReasons.ForRefusal,
        _ => null,
    };

    private StepOrder Step(CaseStep step) => new(step, CaseAuthor.Staff, "")
    {
        Reason = Reasons is null ? null : Reason, Until = step is CaseStep.Extend ? Day : null,
        Message = Message.Length == 0 || step is CaseStep.Begin ? null : new Personal<string>(Message),
    };
}

/// <summary>A case that was chosen.</summary>
/// <param name="Seen">The version that was seen.</param>
public sealed record ChosenCase(Guid Id, int Seen)
{
    /// <summary>As a form carries it.</summary>
    public string Word => $"{Id:D}:{Seen.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Reads what a form carried; null for anything else.</summary>
    public static ChosenCase? Read(string? word) => word?.Split(':') is [var id, var seen]
        && Guid.TryParseExact(id, "D", out var known)
        && int.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? new ChosenCase(known, version) : null;
}
