using System.Text;
using System.Text.Json;
using Ombud.Log.Sequencing;
using Ombud.Trail.Notes;

namespace Ombud.Backup.Replaying;

/// <summary>Under which names the trail has been signed, or was about to be, as the journal knows.</summary>
/// <param name="NewestEra">Number of the newest; 1 where nothing was signed.</param>
/// <param name="NewestNote">The newest signed checkpoint; null where there is none.</param>
internal sealed record TrailNames(int NewestEra, string? NewestNote)
{
    private const string Start = "{\"origin\":";

    /// <summary>The line that claims a name.</summary>
    public static string LineOf(string origin)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("origin"u8, origin);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Reads the whole journal; the file has to be there.</summary>
    public static async Task<TrailNames> ReadAsync(Journal journal, TrailKey key, CancellationToken cancel)
    {
        var (claimed, newest, size, note) = (1, 0, 0L, (string?)null);
        await foreach (var line in File.ReadLinesAsync(journal.File, cancel))
        {
            if (OriginIn(line) is { } origin)
                claimed = Math.Max(claimed, key.EraOf(origin));
            // Of many the signature is looked at last, and once.
            if (Journal.CheckpointIn(line) is { } text && key.EraIn(text) is > 0 and var era
                && Checkpoint.Parse(SignedNote.Parse(text).Value?.Text ?? "") is { IsOk: true } read
                && (era, read.Value.Size).CompareTo((newest, size)) > 0)
                (newest, size, note) = (era, read.Value.Size, text);
        }
        var isOurs = note is not null && await key.OpenAsync(note, cancel) is not null;
        return new TrailNames(Math.Max(claimed, newest), isOurs ? note : null);
    }

    private static string? OriginIn(string line)
    {
        if (!line.StartsWith(Start, StringComparison.Ordinal))
            return null;
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.GetProperty("origin"u8).GetString();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
