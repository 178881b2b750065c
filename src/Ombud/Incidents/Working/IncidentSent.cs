using Ombud.Cases;
using Ombud.Incidents.Affected;
using Ombud.Incidents.Moving;
using Ombud.Incidents.Telling;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Policies.Incidents;
using Ombud.Policies.Model;

namespace Ombud.Incidents.Working;

/// <summary>
/// What one of the forms on an incident's page sent. The reason of a step ends with its word, since several stand on one page.
/// </summary>
public sealed record IncidentSent
{
    private static readonly string[] Letters =
        ["nature-sv", "nature-en", "consequences-sv", "consequences-en", "measures-sv", "measures-en"];

    public IncidentStep? Step { get; init; }
    public string Risk { get; init; } = "";
    public string Ground { get; init; } = "";
    public string Authority { get; init; } = "";
    public string Reason { get; init; } = "";
    public MomentField At { get; init; } = MomentField.Empty;

    /// <summary>What the people affected are told, by field.</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public IncidentPart? Part { get; init; }
    public string Text { get; init; } = "";

    public SearchKind? Seek { get; init; }
    public string Word { get; init; } = "";
    public bool OnlyCategories { get; init; }
    public MomentField From { get; init; } = MomentField.Empty;
    public MomentField To { get; init; } = MomentField.Empty;

    /// <summary>What came back of the form.</summary>
    public static IncidentSent Of(IFormCollection form)
    {
        var step = CaseWord.Of<IncidentStep>(form["step"].ToString());
        return new IncidentSent
        {
            Step = step, Risk = form["risk"].ToString(), Ground = form["ground"].ToString(), Authority = form["authority"].ToString(),
            Reason = form[$"reason-{step}"].ToString().Trim(), At = MomentField.Of(form, "at"),
            Words = Letters.ToDictionary(name => name, name => form[name].ToString().Trim(), StringComparer.Ordinal),
            Part = CaseWord.Of<IncidentPart>(form["part"].ToString()) is { } part && part <= IncidentPart.Note ? part : null,
            Text = form["text"].ToString().Trim(), Seek = CaseWord.Of<SearchKind>(form["seek"].ToString()),
            Word = form["word"].ToString().Trim(), OnlyCategories = form.ContainsKey("only-categories"),
            From = MomentField.Of(form, "seek-from"), To = MomentField.Of(form, "seek-to"),
        };
    }

    /// <summary>The step that it orders; null with what is wrong with it.</summary>
    internal IncidentOrder? OrderOf(ShownIncident shown, string by, Language language, DateTimeOffset now, List<FieldError> errors)
    {
        void Add(string field, Text text) => errors.Add(new FieldError(field, text.In(language)));
        if (Step is not { } step || step is IncidentStep.Told or IncidentStep.Escalate)
        {
            Add("main", WorkTexts.StepMissing);
            return null;
        }
        if (Reason.Length > IncidentForm.TextMax)
            Add($"reason-{step}", WorkTexts.TextTooLong);
        if (step is IncidentStep.NotifyAuthority && !shown.Authorities.Any(known => known.Id == Authority))
            Add("authority", StepTexts.AuthorityMissing);
        if (step is IncidentStep.NotifyAuthority && !At.IsEmpty && !(At.Value <= now))
            Add("at-day", WorkTexts.MomentWrong);
        if (step is IncidentStep.Tell && Words.FirstOrDefault(word => word.Value.Length is 0 or > IncidentForm.TextMax).Key is { } missing)
            Add(missing, StepTexts.WordsMissing);
        return errors.Count > 0 ? null : new IncidentOrder(step, by)
        {
            At = step is IncidentStep.NotifyAuthority ? At.Value : null, Reason = IncidentForm.TextOf(Reason),
            Risk = step is IncidentStep.Assess ? CaseWord.Of<BreachRisk>(Risk) : null,
            Ground = step is IncidentStep.NotTell ? CaseWord.Of<NotTellingGround>(Ground) : null,
            Authority = step is IncidentStep.NotifyAuthority ? Authority : null,
            Words = step is not IncidentStep.Tell ? null : new TellWords
            {
                NatureSv = Words["nature-sv"], NatureEn = Words["nature-en"], ConsequencesSv = Words["consequences-sv"],
                ConsequencesEn = Words["consequences-en"], MeasuresSv = Words["measures-sv"], MeasuresEn = Words["measures-en"],
            },
        };
    }

    /// <summary>The field that a refusal is about.</summary>
    internal string FieldOf(IncidentRefusal refusal) => (refusal, Step) switch
    {
        (IncidentRefusal.BeforeAware, _) => "at-day",
        (IncidentRefusal.GroundWrong, _) => "ground",
        (IncidentRefusal.NobodyFound, _) => "seek",
        (_, IncidentStep.Assess) when CaseWord.Of<BreachRisk>(Risk) is null => "risk",
        (_, IncidentStep.Tell) => "nature-sv",
        (_, IncidentStep.Close) => "close",
        _ => $"reason-{Step}",
    };

    /// <summary>The search that it orders; null with what is wrong with it.</summary>
    internal SearchOrder? SearchOf(IncidentFile file, NoticeVersion? version, Language language, List<FieldError> errors)
    {
        void Add(string field, Text text) => errors.Add(new FieldError(field, text.In(language)));
        if (Seek is not { } kind)
        {
            Add("seek", StepTexts.KindMissing);
            return null;
        }
        Guid? person = kind is SearchKind.Person && Guid.TryParse(Word, out var id) ? id : null;
        if (Word.Length == 0)
            Add("word", StepTexts.WordMissing);
        else if (!IsKnown(kind, version, person))
            Add("word", StepTexts.WordWrong);
        if (From.Value is not { } from || To.Value is not { } to || to < from)
        {
            Add("seek-from-day", StepTexts.PeriodWrong);
            return null;
        }
        return errors.Count > 0 ? null : new SearchOrder(kind, kind is SearchKind.Person ? "" : Word, from, to)
        {
            // What somebody holds of one person is theirs whatever it is.
            Categories = OnlyCategories && kind is not SearchKind.Person ? file.Categories : [], Person = person,
        };
    }

    // The id of a key or an account is not looked up: it may be one that was taken away since.
    private bool IsKnown(SearchKind kind, NoticeVersion? version, Guid? person) => kind switch
    {
        SearchKind.Reader => true,
        SearchKind.Person => person is not null,
        SearchKind.Held => version?.Parties.Any(party => party.Id == Word) ?? false,
        SearchKind.Recipient => version is not null && (version.Recipients.Any(known => known.Id == Word)
            || version.Parties.Any(party => party.Id == Word)),
    };
}
