using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Shared;
using Ombud.SignIn;
using Ombud.SignIn.Staff;

namespace Ombud.Advice;

/// <summary>
/// The data protection officer gives advice, and the privacy office says what comes of it (promise <c>contact.dpo</c>).
/// </summary>
internal static class AdvicePages
{
    internal const string Path = "/console/advice";
    internal const string AnswerPath = Path + "/answer";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, ShowAsync).RequireAuthorization(Access.Staff);
        app.MapForm(Path, GiveAsync).RequireAuthorization(Access.Staff).AlsoForDpo();
        app.MapForm(AnswerPath, AnswerAsync).RequireAuthorization(Access.Staff);
    }

    internal static async Task<IResult> ShowAsync(AdviceBook book, CancellationToken cancel) =>
        Page(await book.ReadAsync(cancel), new AdviceForm(), []);

    internal static async Task<IResult> GiveAsync(
        IFormCollection sent, Language language, ClaimsPrincipal user, AdviceBook book, IEnumerable<IAdvisable> topics,
        CancellationToken cancel)
    {
        // Advice is the officer's: the privacy office has its own ways of deciding.
        if (!user.IsDpo())
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        var (form, errors) = (AdviceForm.Of(sent), new List<FieldError>());
        var topic = topics.FirstOrDefault(one => one.Topic == form.Topic);
        if (form.About.Length > 0 && (topic is null || !await topic.ExistsAsync(form.About, cancel)))
            errors.Add(new FieldError("about", AdviceTexts.NoSuchThing.In(language)));
        AddTextErrors(errors, "text", form.Text, AdviceTexts.TextMissing, language);
        if (errors.Count > 0)
            return Page(await book.ReadAsync(cancel), form, errors);

        var isAboutAll = form.About.Length == 0;
        await book.GiveAsync(
            new AdviceGiven(isAboutAll ? null : form.Topic, isAboutAll ? null : form.About, form.Text, user.StaffId()), cancel);
        var page = isAboutAll || form.Topic is AdviseOnClause.Word ? Path : topic!.PathOf(form.About);
        return TypedResults.LocalRedirect(language.Path(page));
    }

    internal static async Task<IResult> AnswerAsync(
        IFormCollection sent, Language language, ClaimsPrincipal user, AdviceBook book, CancellationToken cancel)
    {
        var (form, errors) = (AdviceForm.Of(sent), new List<FieldError>());
        if (form.IsFollowed is null)
            errors.Add(new FieldError("outcome", AdviceTexts.OutcomeMissing.In(language)));
        AddTextErrors(errors, "reason", form.Reason, AdviceTexts.ReasonMissing, language);
        if (!Guid.TryParse(form.Advice, out var advice)
            || (errors.Count == 0
                && !await book.AnswerAsync(new AdviceAnswered(advice, form.IsFollowed!.Value, form.Reason, user.StaffId()), cancel)))
            errors.Insert(0, new FieldError("advice", AdviceTexts.AdviceMissing.In(language)));
        return errors.Count > 0 ? Page(await book.ReadAsync(cancel), form, errors) : TypedResults.LocalRedirect(language.Path(Path));
    }

    private static void AddTextErrors(List<FieldError> errors, string field, string text, Text missing, Language language)
    {
        if (text.Length == 0)
            errors.Add(new FieldError(field, missing.In(language)));
        else if (text.Length > AdviceBook.TextMax)
            errors.Add(new FieldError(field, AdviceTexts.TextTooLong.In(language, AdviceBook.TextMax)));
    }

    private static RazorComponentResult<AdvicePage> Page(
        IReadOnlyList<GivenAdvice> given, AdviceForm form, List<FieldError> errors) =>
        new(new { Given = given, Form = form, Errors = errors })
        {
            StatusCode = errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
}

/// <summary>Advice, or an answer to it, as it was filled in.</summary>
public sealed record AdviceForm
{
    /// <summary>The answers' words.</summary>
    public const string Yes = "followed";

    /// <inheritdoc cref="Yes"/>
    public const string No = "not-followed";

    public string Topic { get; init; } = "";
    public string About { get; init; } = "";
    public string Text { get; init; } = "";

    /// <summary>Id of the advice that is answered.</summary>
    public string Advice { get; init; } = "";

    public string Outcome { get; init; } = "";
    public string Reason { get; init; } = "";

    /// <summary>What was answered; null where it is neither.</summary>
    public bool? IsFollowed => Outcome switch { Yes => true, No => false, _ => null };

    /// <summary>What came back of the form.</summary>
    public static AdviceForm Of(IFormCollection form) => new()
    {
        Topic = form["topic"].ToString(), About = form["about"].ToString().Trim(), Text = form["text"].ToString().Trim(),
        Advice = form["advice"].ToString(), Outcome = form["outcome"].ToString(), Reason = form["reason"].ToString().Trim(),
    };
}
