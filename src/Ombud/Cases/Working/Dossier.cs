using System.Text.Json;
using Ombud.Cases.Letters;
using Ombud.Layout;
using Ombud.Notices.People;

namespace Ombud.Cases.Working;

/// <summary>A case as one file to hand over to a body that settles disputes, or to an authority (promise
/// <c>shield.dispute-body</c>).</summary>
internal static class Dossier
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>The case in UTF-8 JSON, with what was written and without the staff's own notes.</summary>
    public static byte[] Of(ShownCase shown, Language language)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Indented))
        {
            json.WriteStartObject();
            WriteHead(json, shown, language);
            json.WriteStartArray("clocks");
            foreach (var clock in shown.Clocks.All)
            {
                json.WriteStartObject();
                json.WriteString("rule", clock.Deadline.Id);
                json.WriteString("cite", clock.Deadline.Cite);
                json.WriteString("from", Day(clock.Start));
                json.WriteString("lastDay", Day(clock.LastDay));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("entries");
            foreach (var entry in shown.File.Entries.Where(entry => !entry.IsInternal))
                WriteEntry(json, entry, language);
            json.WriteEndArray();
            json.WriteStartArray("nextSteps");
            foreach (var step in shown.Next)
                WriteStep(json, step, language);
            json.WriteEndArray();
            json.WriteStartArray("contacts");
            foreach (var contact in shown.Contacts)
                json.WriteStringValue(FindContacts.LineOf(contact, language.Code));
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private static void WriteHead(Utf8JsonWriter json, ShownCase shown, Language language)
    {
        var (file, state) = (shown.File, shown.File.State);
        json.WriteString("number", file.Id);
        json.WriteString("kind", state.Kind.ToString());
        json.WriteString("what", CaseTexts.Of(state.Kind).In(language));
        json.WriteString("company", shown.Party.LegalName);
        json.WriteString("channel", file.Channel.ToString());
        json.WriteString("receivedAt", file.ReceivedAt);
        json.WriteString("residence", file.Residence);
        json.WriteString("name", file.Contact.Value.Name);
        json.WriteString("address", file.Contact.Value.Address);
        if (state.Mandate is { } mandate)
        {
            json.WriteStartObject("agent");
            json.WriteString("name", file.Contact.Value.Agent?.Name);
            json.WriteString("address", file.Contact.Value.Agent?.Address);
            json.WriteString("capacity", mandate.Capacity.ToString());
            json.WriteString("mandate", mandate.State.ToString());
            json.WriteEndObject();
        }
        json.WriteBoolean("identityShown", state.IsIdentityProved);
        json.WriteString("stage", state.Stage.ToString());
        json.WriteString("outcome", state.Outcome?.ToString());
        json.WriteString("lastDay", state.Clock is { } clock ? Day(clock.LastDay) : null);
        json.WriteBoolean("lengthened", state.IsExtended);
        json.WriteBoolean("escalated", state.IsEscalated);
    }

    private static void WriteStep(Utf8JsonWriter json, NextStep step, Language language)
    {
        json.WriteStartObject();
        json.WriteString("id", step.Id);
        json.WriteString("name", step.Name.In(language.Code));
        json.WriteString("says", step.Line(language));
        json.WriteString("link", step.Link?.ToString());
        json.WriteBoolean("taken", step.IsTaken);
        json.WriteStartArray("conditions");
        foreach (var condition in step.Conditions)
            json.WriteStringValue(condition.In(language.Code));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, CaseEntry entry, Language language)
    {
        json.WriteStartObject();
        json.WriteString("at", entry.At);
        json.WriteString("by", entry.Author.ToString());
        json.WriteString("step", entry.Step?.ToString());
        json.WriteString("note", entry.Note?.ToString());
        json.WriteString("about", entry.About);
        json.WriteString("reason", entry.Reason);
        json.WriteString("reasonSays", entry.Reason is { } reason ? CaseReasons.Says(reason, language) : null);
        json.WriteString("text", entry.Text?.Value);
        json.WriteEndObject();
    }

    private static string Day(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
