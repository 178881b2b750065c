using System.Globalization;
using Ombud.Cases.Filing;
using Ombud.Cases.Moving;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Policies.Cases;
using Ombud.Shared;

namespace Ombud.Cases.Working;

/// <summary>A step's form as staff filled it in.</summary>
public sealed record StepForm
{
    public string Step { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Until { get; init; } = "";
    public string Message { get; init; } = "";

    /// <summary>Whether a document is wanted, too, of whom is asked who they are.</summary>
    public bool WantsDocument { get; init; }

    /// <summary>What came back of the form.</summary>
    public static StepForm Of(IFormCollection form) => new()
    {
        Step = form["step"].ToString(), Reason = form["reason"].ToString(), Until = form["until"].ToString(),
        Message = form["message"].ToString().Trim(), WantsDocument = form["document"] == "true",
    };

    /// <summary>Steps that staff can take where a case is; the others are the person's or come by themselves.</summary>
    public static IReadOnlyList<CaseStep> StepsAt(CaseStage stage) =>
        [.. Enum.GetValues<CaseStep>().Where(step => step is not (CaseStep.PersonReplies or CaseStep.Escalate or CaseStep.TakeBack)
            && CaseState.Leads(stage, step) is not null)];

    private DateOnly? Day => DateOnly.TryParseExact(Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day : null;

    /// <summary>The order that it is; null with what is wrong with it.</summary>
    internal StepOrder? OrderOf(CaseStage stage, string by, Language language, List<FieldError> errors)
    {
        void Add(string field, Text text) => errors.Add(new FieldError(field, text.In(language)));
        if (CaseWord.Of<CaseStep>(Step) is not { } step || !StepsAt(stage).Contains(step))
        {
            Add("step", WorkingTexts.StepMissing);
            return null;
        }
        var reasons = step is CaseStep.Extend ? CaseReasons.ForExtension
            : step is CaseStep.Refuse or CaseStep.AnswerInPart ? CaseReasons.ForRefusal : null;
        if (reasons is not null && !reasons.ContainsKey(Reason))
            Add("reason", WorkingTexts.ReasonUnknown);
        if (step is CaseStep.Extend && Day is null)
            Add("until", WorkingTexts.DayMissing);
        if (step is CaseStep.AskPerson && Message.Length == 0)
            Add("message", WorkingTexts.QuestionMissing);
        if (Message.Length > RequestForm.MessageMax)
            Add("message", WorkingTexts.TextTooLong);
        return errors.Count > 0 ? null : new StepOrder(step, CaseAuthor.Staff, by)
        {
            Reason = reasons is null ? null : Reason, Until = step is CaseStep.Extend ? Day : null,
            Message = Message.Length == 0 ? null : new Personal<string>(Message),
            WantsDocument = step is CaseStep.AskIdentity && WantsDocument,
        };
    }
}
