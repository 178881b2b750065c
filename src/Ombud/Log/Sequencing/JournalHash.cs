using System.Runtime.CompilerServices;
using System.Text.Json;
using Ombud.Database;

namespace Ombud.Log.Sequencing;

/// <summary>
/// What a fact's line in the journal says of an identifier that is listed by keyed hash: the hash alone, from which nobody
/// reads the identifier, so that a list which outlives an erasure can be made good after an older database was put back.
/// </summary>
/// <param name="Hash">Keyed hash of the identifier.</param>
/// <param name="Kind">Number of the identifier's kind.</param>
/// <param name="KeyVersion">Version of the hashing key.</param>
/// <param name="IsListed">Whether the fact put it on the list; false where it took it off.</param>
internal sealed record JournalHash(byte[] Hash, byte Kind, int KeyVersion, bool IsListed)
{
    /// <summary>Writes it into the line.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteString(Name, Convert.ToHexStringLower(Hash));
        json.WriteNumber("identifier"u8, Kind);
        json.WriteNumber("hashKey"u8, KeyVersion);
        json.WriteBoolean("listed"u8, IsListed);
    }

    internal const string Name = "hash";
}

/// <summary>A line of the journal that has a keyed hash.</summary>
/// <param name="Subject">Whose fact it was.</param>
/// <param name="Word">The word that the fact was about.</param>
internal sealed record HashLine(Guid Subject, string Word, DateTimeOffset At, JournalHash Hash)
{
    /// <summary>Reads a line; null where it has no hash, or a kill cut it off.</summary>
    public static HashLine? Read(string line)
    {
        // Most lines are checkpoints, and many: they are not parsed.
        if (!line.Contains($"\"{JournalHash.Name}\":", StringComparison.Ordinal))
            return null;
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return new HashLine(
                root.GetProperty("subject"u8).GetGuid(), root.GetProperty("word"u8).GetString()!,
                root.GetProperty("at"u8).GetDateTimeOffset(),
                new JournalHash(
                    Convert.FromHexString(root.GetProperty(JournalHash.Name).GetString()!), root.GetProperty("identifier"u8).GetByte(),
                    root.GetProperty("hashKey"u8).GetInt32(), root.GetProperty("listed"u8).GetBoolean()));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Reads all that the journal knows of keyed hashes, and what of it still waits in the database.</summary>
internal sealed class JournalHashes(Journal journal, Db db)
{
    /// <summary>The lines, the oldest first; those of facts that are not in the tree yet come last.</summary>
    public async IAsyncEnumerable<HashLine> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        if (File.Exists(journal.File))
        {
            await using var stream = new FileStream(journal.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            while (await reader.ReadLineAsync(cancel) is { } line)
            {
                if (HashLine.Read(line) is { } found)
                    yield return found;
            }
        }

        await using var connection = await db.OpenAsync(cancel);
        await using var select = connection.Command("select journal from unsequenced where journal is not null order by fact_id");
        await using var waiting = await select.ExecuteReaderAsync(cancel);
        while (await waiting.ReadAsync(cancel))
        {
            if (HashLine.Read(waiting.GetString(0)) is { } found)
                yield return found;
        }
    }
}
