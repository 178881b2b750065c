using Ombud.Layout.Api;

namespace Ombud.Consents.Answering;

/// <summary>The problems of answering a question of consent.</summary>
internal static class ConsentProblems
{
    internal static readonly ProblemKind Invalid = new("consent-invalid", 422,
        new(sv: "Svaret går inte ihop med meddelandet.", en: "The answer does not go with the notice."),
        new(sv: "Listan errors nämner stället och regeln. Ingenting har sparats.",
            en: "The list errors names the place and the rule. Nothing was stored."));

    // These two have their pages where people are read and disclosed; here they need the answer alone.
    internal static readonly ProblemKind SubjectUnknown = new("subject-unknown", 404,
        new(sv: "Ingen person har det id:t.", en: "No person has that id."),
        new(sv: "Ett id ges i svaret på en inlämning.", en: "An id is given in the answer to a submission."));

    internal static readonly ProblemKind SubjectErased = new("subject-erased", 410,
        new(sv: "Personen är raderad.", en: "The person has been erased."),
        new(sv: "Inget mer kan sägas om den.", en: "Nothing more can be said of them."));

    /// <summary>Those that no other capability has a page for.</summary>
    internal static readonly IReadOnlyList<ProblemKind> All = [Invalid];
}
