using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Trail.Notes;
using Ombud.Trail.Tree;

namespace Ombud.Trail.Receipts;

/// <summary>Whether a fact has been taken into the tree.</summary>
[JsonConverter(typeof(ReceiptStateJsonConverter))]
public enum ReceiptState
{
    /// <summary>Committed, but in no signed tree yet; the four members of the proof are null.</summary>
    Pending,

    /// <summary>In the tree of the checkpoint that the receipt carries.</summary>
    Included,
}

/// <summary>
/// What a person keeps of a fact: its exact body, the salt and commitment, and the way from the commitment to a signed
/// checkpoint. It can be checked alone, offline, with nothing but the log's public key.
/// </summary>
public sealed record ReceiptProof
{
    /// <summary>
    /// Id under which the fact is looked up. A handle only: the commitment covers the body, not this id, so a body that
    /// must be tied to its id names it.
    /// </summary>
    public required Guid FactId { get; init; }

    /// <summary>The body's bytes, exactly as committed; base64 in JSON.</summary>
    public required byte[] Body { get; init; }

    /// <summary>The 32 bytes of salt; base64 in JSON.</summary>
    public required byte[] Salt { get; init; }

    /// <summary><see cref="Trail.Commitment.Of"/> salt and body.</summary>
    public required Commitment Commitment { get; init; }

    /// <summary>Whether the proof's members are there.</summary>
    public required ReceiptState State { get; init; }

    /// <summary>Number of the leaf, from 0; null while pending.</summary>
    public long? LeafIndex { get; init; }

    /// <summary>Number of leaves in the checkpoint's tree; null while pending.</summary>
    public long? TreeSize { get; init; }

    /// <summary>The inclusion proof, the leaf's sibling first; null while pending.</summary>
    public IReadOnlyList<Hash32>? Inclusion { get; init; }

    /// <summary>The signed checkpoint's whole note; null while pending.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>
    /// Reads a receipt. Every member once, none unknown, none missing that is required; layout is free.
    /// </summary>
    public static Parsed<ReceiptProof> Parse(ReadOnlySpan<byte> utf8Json)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8Json, ReceiptJson.Strict.ReceiptProof) is { } receipt
                ? Parsed<ReceiptProof>.Ok(receipt)
                : Parsed<ReceiptProof>.Failed("The receipt is null.");
        }
        catch (JsonException)
        {
            return Parsed<ReceiptProof>.Failed("The receipt is not JSON of the receipt's form.");
        }
    }

    /// <summary>
    /// The receipt as UTF-8 JSON, indented by two spaces, lines ending in LF: the one spelling that an export may hold.
    /// Serve it as application/json; it is not escaped for being put into a page.
    /// </summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, ReceiptJson.Strict.ReceiptProof);

    /// <summary>
    /// Checks the receipt offline against the log's public keys. Never throws for what the receipt holds.
    /// </summary>
    /// <param name="verifiers">The log's keys, named as its origin, and those of any witnesses.</param>
    public ReceiptOutcome Verify(params IReadOnlyList<NoteVerifier> verifiers)
    {
        ArgumentNullException.ThrowIfNull(verifiers);
        if (Salt.Length != Commitment.SaltLength || Commitment.Of(Salt, Body) != Commitment)
            return ReceiptOutcome.BodyDiffers;

        if (State is ReceiptState.Pending)
        {
            return this is { LeafIndex: null, TreeSize: null, Inclusion: null, Checkpoint: null }
                ? ReceiptOutcome.Pending
                : ReceiptOutcome.Contradictory;
        }

        if (this is not { LeafIndex: { } index, TreeSize: { } size, Inclusion: { } inclusion, Checkpoint: { } note })
            return ReceiptOutcome.Contradictory;

        var checkpoint = Notes.Checkpoint.Open(note, verifiers);
        if (!checkpoint.IsOk)
            return ReceiptOutcome.CheckpointRefused;

        if (checkpoint.Value.Size != size)
            return ReceiptOutcome.Contradictory;

        return InclusionProof.Verify(Commitment.LeafHash(), index, size, [.. inclusion], checkpoint.Value.Root)
            ? ReceiptOutcome.Included
            : ReceiptOutcome.NotInTree;
    }
}
