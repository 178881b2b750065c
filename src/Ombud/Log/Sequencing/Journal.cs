using System.Text;
using System.Text.Json;
using Ombud.Database;

namespace Ombud.Log.Sequencing;

/// <summary>
/// The journal beside the keys: what a restored backup must be told of, and the newest signed checkpoint. Lines of JSON,
/// only ever appended, durable before the rows they came from are taken away; a line may stand there twice, and one that a
/// kill cut off stands there whole again after it.
/// </summary>
internal sealed class Journal(StorageOptions storage) : IDisposable
{
    // Holds the last checkpoint even after a batch of nothing but withdrawals; else more is read.
    private const int TailMin = 1 << 18;

    private readonly SemaphoreSlim _one = new(1, 1);

    public string File { get; } = Path.Combine(storage.KeysFolder, "journal.jsonl");

    /// <summary>
    /// The line of a fact: ids, kind and moment, the word it is about, how it left that, a keyed hash where it listed one;
    /// never a value.
    /// </summary>
    public static string LineOf(WrittenFact fact)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("fact"u8, fact.Id);
            json.WriteString("kind"u8, fact.Kind);
            json.WriteString("at"u8, fact.At);
            if (fact.Subject is { } subject)
                json.WriteString("subject"u8, subject.Value);
            if (fact.Fact.JournalWord is { } word)
                json.WriteString("word"u8, word);
            if (fact.Fact.JournalState is { } state)
                json.WriteString("state"u8, state);
            WriteRecords(json, fact.Fact.JournalRecords);
            // The receipt of an erasure, whose type can hold no personal value: it is what the person was handed.
            if (fact.Fact is ClearFact and INamesControllers)
                json.WriteBase64String("receipt"u8, fact.SaltedBody());
            fact.Fact.JournalHash?.WriteTo(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteRecords(Utf8JsonWriter json, IReadOnlyList<Guid> records)
    {
        if (records.Count == 0)
            return;
        json.WriteStartArray("records"u8);
        foreach (var record in records)
            json.WriteStringValue(record);
        json.WriteEndArray();
    }

    /// <summary>Appends lines and waits until they are on the disk.</summary>
    public async Task AppendAsync(IEnumerable<string> lines, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var options = PrivateFiles.Options(FileMode.Append, FileShare.Read);
            await using var stream = new FileStream(File, options);
            // A process killed while it wrote, or a full disk, may have left half a line; it must not spoil the next.
            if (EndsInHalfALine())
                await stream.WriteAsync("\n"u8.ToArray(), cancel);
            foreach (var line in lines)
                await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), cancel);
            await stream.FlushAsync(cancel);
            stream.Flush(flushToDisk: true);
        }
        finally
        {
            _one.Release();
        }
    }

    private bool EndsInHalfALine()
    {
        using var reader = new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (reader.Length == 0)
            return false;
        reader.Seek(-1, SeekOrigin.End);
        return reader.ReadByte() != '\n';
    }

    /// <summary>The newest checkpoints that stand in it, read from its end; none where there is no journal.</summary>
    public async Task<IReadOnlyList<string>> NewestCheckpointsAsync(CancellationToken cancel)
    {
        if (!System.IO.File.Exists(File))
            return [];
        await using var stream = new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        for (var tail = (long)TailMin; ; tail *= 8)
        {
            stream.Position = Math.Max(0, stream.Length - tail);
            var isWhole = stream.Position == 0;
            using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
            var found = (await reader.ReadToEndAsync(cancel)).Split('\n').Select(CheckpointIn).OfType<string>().ToList();
            if (found.Count > 0 || isWhole)
                return found;
        }
    }

    // The first line of a tail, and one that a kill cut off, are no whole lines.
    internal static string? CheckpointIn(string line)
    {
        if (!line.StartsWith("{\"checkpoint\":", StringComparison.Ordinal))
            return null;
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.GetProperty("checkpoint").GetString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>The line of a checkpoint.</summary>
    public static string LineOf(string checkpoint)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("checkpoint"u8, checkpoint);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
