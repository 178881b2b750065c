using Ombud.Collection.Checking;
using Ombud.Layout;
using Ombud.Layout.Api;

namespace Ombud.Collection.Api;

/// <summary>The problems that taking in answers with. The list of errors has a reason for each field.</summary>
internal static class SubmissionProblems
{
    internal static readonly ProblemKind Invalid = new("submission-invalid", 422,
        new(sv: "Inlämningen togs inte emot.", en: "The submission was refused."),
        new(sv: "Listan errors nämner varje fält eller ställe, regeln och vad man kan göra, på svenska och engelska. "
                + "Ingenting har sparats.",
            en: "The list errors names each field or place, the rule and what can be done, in Swedish and English. "
                + "Nothing was stored."));

    internal static readonly ProblemKind Denied = new("submission-denied", 422,
        new(sv: "Meddelandet tillåter inte att uppgifterna samlas in.", en: "The notice does not permit collecting this."),
        new(sv: "Listan errors nämner ändamålet och skälet. Oftast saknas ett val som personen kan göra. Ingenting har sparats.",
            en: "The list errors names the purpose and the reason. Mostly a choice is missing that the person can make. "
                + "Nothing was stored."));

    internal static readonly ProblemKind UnknownPoint = new("unknown-point", 404,
        new(sv: "Det finns inget sådant insamlingsställe.", en: "There is no such collection point."),
        new(sv: "Ställena står under /collection-points. Ett kan ha kommit till eller försvunnit med en ny version av meddelandet.",
            en: "The points stand under /collection-points. One may have come or gone with a new version of the notice."));

    internal static readonly ProblemKind FileRefused = new("file-refused", 422,
        new(sv: "Filen togs inte emot.", en: "The file was refused."),
        new(sv: "Listan errors säger varför: fel slag, tom eller orimligt stor när den packas upp. Filer känns igen på innehållet.",
            en: "The list errors says why: a wrong kind, empty, or beyond reason when unpacked. Files are known by their content."));

    internal static readonly ProblemKind FileMissing = new("file-missing", 400,
        new(sv: "Formuläret har ingen fil.", en: "The form holds no file."),
        new(sv: "Skicka filen som en del med filnamn, eller som hela kroppen.",
            en: "Send the file as a part with a file name, or as the whole body."));

    internal static readonly ProblemKind FormMalformed = new("form-malformed", 400,
        new(sv: "Formuläret är trasigt eller avbrutet.", en: "The form is broken or cut off."),
        new(sv: "Det ska vara multipart/form-data enligt RFC 7578, med sin sista gräns.",
            en: "It must be multipart/form-data as in RFC 7578, with its last boundary."));

    /// <summary>Those that no other capability has a page for.</summary>
    internal static readonly IReadOnlyList<ProblemKind> All =
        [Invalid, Denied, UnknownPoint, FileRefused, FileMissing, FormMalformed];

    /// <summary>Everything that is wrong with a submission.</summary>
    public static ProblemAnswer Of(IReadOnlyList<SubmissionError> errors)
    {
        var kind = errors.All(error => error.IsDenial) ? Denied
            : errors.All(error => error.Code is "unknown-point") ? UnknownPoint
            : Invalid;
        return kind.Answer([.. errors.Select(ErrorOf)]);
    }

    /// <summary>What is wrong with an uploaded file.</summary>
    public static ProblemAnswer OfFile(SubmissionError error) => FileRefused.Answer(ErrorOf(error with { Path = "$" }));

    private static ProblemError ErrorOf(SubmissionError error) =>
        new(error.Path, error.Code, error.AdviceIn(Language.English))
        {
            Field = error.Field,
            Advice = Language.All.ToDictionary(language => language.Code, error.AdviceIn, StringComparer.Ordinal),
        };
}
