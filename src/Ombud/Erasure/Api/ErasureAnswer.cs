using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Systems.Erasing;

namespace Ombud.Erasure.Api;

/// <summary>How far an erasure is in a connected system.</summary>
/// <param name="System">The system's id.</param>
/// <param name="State">
/// Asked, claimed (it took it, but a second look found something left), verified, or what a person noted, after which nobody looked
/// again: by hand, nothing found, kept by law, kept for claims.
/// </param>
/// <param name="Attempts">How many tries there were.</param>
internal sealed record SystemAnswer(string System, SystemErasureState State, int Attempts, DateTimeOffset? EndedAt);

/// <summary>Where an erasure stands, as the API says it.</summary>
/// <param name="ReceiptId">Unguessable id: whoever has it reads the receipt at <c>/erasure/{receiptId}</c> without a login.</param>
/// <param name="Step">The last step that is done.</param>
/// <param name="Waiting">Ids of recipients that have not been told yet; until it is empty the erasure is not done.</param>
/// <param name="Systems">Connected systems in which the person is erased; while one waits the erasure is not done.</param>
/// <param name="CopiesUnreadableFrom">
/// From when on no copy of a destroyed key opens, save with an older copy of the whole key store; null until they are destroyed.
/// </param>
/// <param name="AreCopiesUnreadable">Whether that day has come; until then it is planned.</param>
/// <param name="Receipt">What was erased and what is kept; null until it is committed.</param>
/// <param name="Proof">Address at which the receipt's proof is fetched; null until it is committed.</param>
internal sealed record ErasureAnswer(
    Guid ReceiptId, ErasureStep Step, DateTimeOffset AskedAt, DateTimeOffset? ErasedAt, DateTimeOffset? FinishedAt,
    IReadOnlyList<string> Waiting, IReadOnlyList<SystemAnswer> Systems, DateTimeOffset? CopiesUnreadableFrom, bool AreCopiesUnreadable,
    SubjectErased? Receipt, string? Proof)
{
    public static ErasureAnswer Of(ErasureProgress progress) => new(
        progress.Erasure.ReceiptId, progress.Erasure.Step, progress.Erasure.AskedAt, progress.Erasure.ErasedAt,
        progress.Erasure.FinishedAt, progress.Waiting,
        [.. progress.Systems.Select(row => new SystemAnswer(row.System, row.State, row.Attempts, row.EndedAt))],
        progress.Copies?.At, progress.Copies is { IsOver: true }, progress.Receipt,
        progress.Fact is { } fact ? $"/api/v1/receipts/{fact.Id}/proof" : null);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ErasureAnswer))]
internal sealed partial class ErasureJson : JsonSerializerContext;
