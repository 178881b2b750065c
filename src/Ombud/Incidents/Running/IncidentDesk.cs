using System.Globalization;
using Ombud.Cases.Letters;
using Ombud.Layout;
using Ombud.Mail;
using Ombud.Shared;

namespace Ombud.Incidents.Running;

/// <summary>Tells the desk of an incident's clock, in every language: a number and a moment, and nothing of what happened.</summary>
internal sealed class IncidentDesk(DeskAddress desk, Outbox outbox)
{
    private static readonly LetterText Half = new(
        new Wording("Halva tiden för en incident har gått", "Half the time for an incident has gone"),
        new Wording(
            "Incident {number}: tillsynsmyndigheten ska vara underrättad senast {end}, om inte annat beslutas. Halva tiden har gått. "
            + "Se registret i konsolen.",
            "Incident {number}: the supervisory authority is to be notified by {end}, unless it is decided otherwise. Half the time has "
            + "gone. See the register in the Console."));

    private static readonly LetterText LastHours = new(
        new Wording("De sista timmarna för en incident", "The last hours for an incident"),
        new Wording(
            "Incident {number}: tillsynsmyndigheten ska vara underrättad senast {end}, och inget är beslutat än. "
            + "Det som ännu inte är känt kan skickas senare. Se registret i konsolen.",
            "Incident {number}: the supervisory authority is to be notified by {end}, and nothing is decided yet. "
            + "What is not known yet can follow later. See the register in the Console."));

    private static readonly LetterText Over = new(
        new Wording("Tiden för en incident är ute", "The time for an incident is over"),
        new Wording(
            "Incident {number}: tillsynsmyndigheten skulle ha varit underrättad senast {end}. Underrätta den nu, med skälen till "
            + "dröjsmålet. Incidenten ligger överst i registret i konsolen.",
            "Incident {number}: the supervisory authority was to be notified by {end}. Notify it now, with the reasons for the delay. "
            + "The incident lies on top of the register in the Console."));

    /// <summary>Reminds at half time, or in the last hours.</summary>
    public Task RemindAsync(IncidentChange change, CancellationToken cancel) =>
        AddAsync(change, change.Row.Reminded < 2 ? Half : LastHours, cancel);

    /// <summary>Tells that the time is over.</summary>
    public Task EscalateAsync(IncidentChange change, CancellationToken cancel) => AddAsync(change, Over, cancel);

    // The desk hears nothing of an incident with which a control tries.
    private async Task AddAsync(IncidentChange change, LetterText text, CancellationToken cancel)
    {
        if (desk.Value is not { } address || change.Row.IsCanary)
            return;
        var end = change.State.DueAt!.Value.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        var words = Language.All.Select(language => text.In(
            language.Code, ("number", change.Row.IncidentId.ToString("D")), ("end", end))).ToList();
        await outbox.AddAsync(
            change.Change,
            new Letter
            {
                To = new Personal<string>(address), Words = new Personal<LetterWords>(new LetterWords(
                    string.Join(" / ", words.Select(one => one.Subject)), string.Join("\n\n", words.Select(one => one.Body)))),
            },
            cancel);
    }
}
