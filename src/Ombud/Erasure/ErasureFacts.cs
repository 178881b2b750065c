using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Retention;

namespace Ombud.Erasure;

/// <summary>Why a person is erased.</summary>
internal enum ErasureReason
{
    /// <summary>The person asked for it.</summary>
    Asked,

    /// <summary>The person turned out to be under 13.</summary>
    Child,

    /// <summary>The staff decided it, with a case.</summary>
    Decided,
}

/// <summary>How many records of a category were erased.</summary>
internal sealed record ErasedCount(string Category, int Records);

/// <summary>How many records of a category outlive the erasure, why and until when.</summary>
/// <param name="Rule">Id of the retention rule that keeps them; null where only a hold does.</param>
/// <param name="Hold">Why they are held; null where no hold names them.</param>
/// <param name="Until">The first day on which the rule has ended; null where only the hold keeps them.</param>
internal sealed record KeptCount(string Category, int Records, string? Rule, HoldReason? Hold, DateOnly? Until);

/// <summary>A person's erasure was asked for: isolated from any use until it is done.</summary>
internal sealed record ErasureAsked(ErasureReason Reason) : Fact
{
    public override StandingChange ChangeAt(DateTimeOffset at) => new StandingChange.Isolation(at, IsOn: true);
}

/// <summary>
/// A person was erased. The receipt: ids of the pack, counts and days alone, so that it can be kept and checked for ever.
/// </summary>
/// <param name="ReceiptId">Unguessable id under which the receipt is read without a login.</param>
/// <param name="Facts">How many facts' bodies became unreadable.</param>
/// <param name="Recipients">Ids of recipients that had been given data and are told.</param>
/// <param name="Suppressed">Whether a keyed hash of the address stays on the list of those who want no marketing.</param>
internal sealed record SubjectErased(
    Guid ReceiptId, ErasureReason Reason, IReadOnlyList<ErasedCount> Erased, IReadOnlyList<KeptCount> Kept, int Facts,
    IReadOnlyList<string> Recipients, bool Suppressed) : ClearFact, INamesControllers
{
    /// <summary>Ids of the controllers that had held the person's data, in their order.</summary>
    public IReadOnlyList<string> Controllers { get; init; } = [];

    /// <summary>Ids of the connected systems in which the person is erased by what they had proved.</summary>
    public IReadOnlyList<string> Systems { get; init; } = [];

    public override StandingChange ChangeAt(DateTimeOffset at) => new StandingChange.Erased(at);

    public override bool GoesIntoJournal => true;
}

/// <summary>What was kept of an erased person was read for a legal claim.</summary>
/// <param name="Reader">Id of the staff account or API key.</param>
internal sealed record ProofRead(string Reader, string Purpose, string Controller, int Records) : ClearFact;

/// <summary>A recipient was told of an erasure.</summary>
internal sealed record RecipientTold(string Recipient, string By) : ClearFact;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ErasureAsked))]
[JsonSerializable(typeof(SubjectErased))]
[JsonSerializable(typeof(ProofRead))]
[JsonSerializable(typeof(RecipientTold))]
internal sealed partial class ErasureFactsJson : JsonSerializerContext;
