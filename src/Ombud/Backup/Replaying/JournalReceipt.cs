using System.Runtime.CompilerServices;
using System.Text.Json;
using Ombud.Log.Sequencing;
using Ombud.Policies.Deciding;

namespace Ombud.Backup.Replaying;

/// <summary>What the journal says of a fact that a database put back must be told of.</summary>
/// <param name="Kind">The fact's word, such as <c>subject.erased</c>.</param>
/// <param name="Word">Id of what it was about; empty where it was about nothing else.</param>
/// <param name="State">How it left that; null where an older line does not say.</param>
/// <param name="Records">Ids of the records that it ended.</param>
/// <param name="SaltedBody">Salt and body of an erasure's receipt; null in every other line.</param>
internal sealed record JournalReceipt(
    Guid Fact, string Kind, DateTimeOffset At, SubjectId Subject, string Word, string? State, IReadOnlyList<Guid> Records,
    byte[]? SaltedBody)
{
    private const string Start = "{\"fact\":";

    /// <summary>Reads a line; null where it is another, is about nobody, or was cut off by a kill.</summary>
    public static JournalReceipt? Read(string line)
    {
        // Most lines are checkpoints, and many: they are not parsed.
        if (!line.StartsWith(Start, StringComparison.Ordinal))
            return null;
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            if (!root.TryGetProperty("subject"u8, out var subject))
                return null;
            return new JournalReceipt(
                root.GetProperty("fact"u8).GetGuid(), root.GetProperty("kind"u8).GetString()!,
                root.GetProperty("at"u8).GetDateTimeOffset(), new SubjectId(subject.GetGuid()),
                root.TryGetProperty("word"u8, out var word) ? word.GetString()! : "",
                root.TryGetProperty("state"u8, out var state) ? state.GetString() : null,
                root.TryGetProperty("records"u8, out var records) ? [.. records.EnumerateArray().Select(id => id.GetGuid())] : [],
                root.TryGetProperty("receipt"u8, out var receipt) ? receipt.GetBytesFromBase64() : null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The receipts of a journal from a moment on, the oldest first.</summary>
    public static async IAsyncEnumerable<JournalReceipt> ReadAsync(
        Journal journal, DateTimeOffset from, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var line in File.ReadLinesAsync(journal.File, cancel))
        {
            if (Read(line) is { } receipt && receipt.At >= from)
                yield return receipt;
        }
    }
}
