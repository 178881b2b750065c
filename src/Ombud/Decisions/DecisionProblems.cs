using Ombud.Layout.Api;

namespace Ombud.Decisions;

/// <summary>The problems of asking and reading.</summary>
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

    internal static readonly IReadOnlyList<ProblemKind> All = [SubjectUnknown, RecordUnreadable];
}
