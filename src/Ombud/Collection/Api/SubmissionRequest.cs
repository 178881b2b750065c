using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Collection.Submitting;
using Ombud.Layout.Api;
using Ombud.Trail.Receipts;

namespace Ombud.Collection.Api;

/// <summary>A submission as it crosses HTTP.</summary>
internal sealed record SubmissionRequest
{
    public SubjectIdentifiers? Subject { get; init; }

    /// <summary>Value by field.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    /// <summary>Reference of an upload by field.</summary>
    public IReadOnlyDictionary<string, Guid>? Files { get; init; }

    public required ShownNotice Shown { get; init; }
    public IReadOnlyList<string>? Confirmations { get; init; }

    /// <summary>Answer by choice.</summary>
    public IReadOnlyDictionary<string, bool>? Choices { get; init; }

    public override string ToString() => nameof(SubmissionRequest);
}

/// <summary>A submission was taken.</summary>
/// <param name="SubjectId">The person's id: new for everybody who is not signed in.</param>
internal sealed record SubmissionAnswer(Guid SubmissionId, Guid SubjectId, IReadOnlyList<SubmissionReceipt> Receipts);

/// <summary>What the person keeps of one fact.</summary>
/// <param name="Body">The exact bytes that were committed to; base64.</param>
/// <param name="Salt">The 32 bytes that keep the commitment from being guessed; base64.</param>
/// <param name="Commitment">SHA-256 over salt and body; base64.</param>
/// <param name="State">Whether it was in the tree when this was answered.</param>
/// <param name="ProofUrl">Where the proof is fetched, without login.</param>
internal sealed record SubmissionReceipt(
    Guid FactId, string Kind, DateTimeOffset At, byte[] Body, byte[] Salt, byte[] Commitment, ReceiptState State, string ProofUrl)
{
    /// <summary>The receipts of an accepted submission.</summary>
    public static IReadOnlyList<SubmissionReceipt> Of(IReadOnlyList<Log.WrittenFact> facts) =>
    [
        .. facts.Select(fact => new SubmissionReceipt(
            fact.Id, fact.Kind, fact.At, fact.Body, fact.Salt, fact.Commitment, ReceiptState.Pending, $"/api/v1/receipts/{fact.Id}/proof")),
    ];
}

/// <summary>A file was taken and waits for its submission.</summary>
internal sealed record UploadAnswer(Guid File, DateTimeOffset ExpiresAt);

/// <summary>The types of this capability that cross HTTP, read strictly.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SubmissionRequest))]
[JsonSerializable(typeof(SubmissionAnswer))]
[JsonSerializable(typeof(UploadAnswer))]
[JsonSerializable(typeof(IReadOnlyList<SubmissionReceipt>))]
internal sealed partial class CollectionJson : JsonSerializerContext
{
    public static CollectionJson Strict { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = StrictJson.DepthMax,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
