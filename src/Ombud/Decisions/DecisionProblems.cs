using Ombud.Layout;
using Ombud.Layout.Api;
using Ombud.Policies.Deciding;
using Ombud.Policies.Explaining;

namespace Ombud.Decisions;

/// <summary>The problems of asking and reading, and of what is denied.</summary>
internal static class DecisionProblems
{
    internal static readonly ProblemKind SubjectUnknown = new("subject-unknown", 404,
        new(sv: "Ingen person har det id:t.", en: "No person has that id."),
        new(sv: "Ett id ges i svaret på en inlämning. Den som bara har en e-postadress kan inte slå upp den här.",
            en: "An id is given in the answer to a submission. An e-mail address cannot be looked up here."));

    internal static readonly ProblemKind RecordUnreadable = new("record-unreadable", 500,
        new(sv: "En uppgift gick inte att låsa upp.", en: "A record could not be opened."),
        new(sv: "Den har ändrats eller flyttats utanför Ombud. Ingenting lämnades ut. Driften har fått veta det och ska jämföra "
                + "databasen med en säkerhetskopia.",
            en: "It was altered or moved outside Ombud. Nothing was given out. The operators have been told and should compare "
                + "the database with a backup."));

    private static readonly IReadOnlyDictionary<DenialReason, ProblemKind> Denials = Enum.GetValues<DenialReason>()
        .Where(reason => reason is not DenialReason.None).ToDictionary(reason => reason, KindOf);

    internal static readonly IReadOnlyList<ProblemKind> All = [SubjectUnknown, RecordUnreadable, .. Denials.Values];

    /// <summary>The problem of a denial: each reason is one, with its page and its one status, whoever answers with it.</summary>
    internal static ProblemKind Of(DenialReason reason) => Denials[reason];

    // 403 is what a key may not; this is what the notice or the law does not permit, whoever asks.
    private static ProblemKind KindOf(DenialReason reason)
    {
        var (says, advice) = (ReasonTexts.Says(reason), ReasonTexts.WhatToDo(reason));
        return new ProblemKind(
            ReasonCodes.CodeOf(reason),
            reason is DenialReason.SubjectErased ? StatusCodes.Status410Gone : StatusCodes.Status422UnprocessableEntity,
            new Text(sv: says.In("sv"), en: says.In("en")),
            new Text(sv: advice.In("sv"), en: advice.In("en")));
    }
}
