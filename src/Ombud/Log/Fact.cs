using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Ombud.Log.Sequencing;
using Ombud.Policies.Deciding;

namespace Ombud.Log;

/// <summary>Something that happened, in the past tense. Facts are only ever added; nothing commits without its fact.</summary>
internal abstract record Fact
{
    /// <summary>What it changes in where the person stands; null where it changes nothing.</summary>
    public virtual StandingChange? ChangeAt(DateTimeOffset at) => null;

    /// <summary>Whether a restored backup must be told of it: erasure, withdrawal, suppression, retention.</summary>
    [JsonIgnore]
    public virtual bool GoesIntoJournal => false;

    /// <summary>The word of the pack it is about, for the journal: a purpose, a topic, a rule.</summary>
    [JsonIgnore]
    public virtual string? JournalWord => null;

    /// <summary>How it left what it is about, for the journal: the word of a state.</summary>
    [JsonIgnore]
    public virtual string? JournalState => null;

    /// <summary>Ids of the records that it ended, for the journal.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<Guid> JournalRecords => [];

    /// <summary>The keyed hash that it put on a list which outlives an erasure, or took off, for the journal.</summary>
    [JsonIgnore]
    public virtual JournalHash? JournalHash => null;
}

/// <summary>A fact whose body is kept in clear: its type cannot hold a personal value, only ids, counts and words.</summary>
internal abstract record ClearFact : Fact;

/// <summary>A fact by which data went to somebody, whom an erasure must tell.</summary>
internal interface INamesRecipient
{
    /// <summary>Id of the recipient or party, as the pack has it.</summary>
    string Recipient { get; }

    /// <summary>Id under which it was given the data, and by which it knows of whom we speak.</summary>
    Guid DisclosureId { get; }
}

/// <summary>A fact by which a controller got to hold or use a person's data.</summary>
internal interface INamesController
{
    /// <summary>Id of the party, as the pack has it.</summary>
    string Controller { get; }
}

/// <summary>The fact of an erasure, the one thing that is left of a person.</summary>
internal interface INamesControllers
{
    /// <summary>Ids of the controllers that had held the person's data.</summary>
    IReadOnlyList<string> Controllers { get; }
}

/// <summary>A type of fact and its word, by which its body is written and read.</summary>
/// <param name="Kind">The word, <c>noun.past-participle</c>; stays for ever.</param>
/// <param name="Type">The type of the fact.</param>
/// <param name="Describe">How it is written as JSON; asked for when the first such fact is written or read, not at every start.</param>
internal sealed record FactType(string Kind, Type Type, Func<JsonTypeInfo> Describe)
{
    public static FactType Of<TFact>(string kind, Func<JsonTypeInfo<TFact>> describe)
        where TFact : Fact => new(kind, typeof(TFact), describe);
}

/// <summary>All types of fact that the capabilities have named.</summary>
internal sealed class FactTypes(IEnumerable<FactType> types)
{
    private readonly Dictionary<string, FactType> _byKind = types.ToDictionary(type => type.Kind, StringComparer.Ordinal);
    private readonly Dictionary<Type, FactType> _byType = types.ToDictionary(type => type.Type);

    public FactType Of(Fact fact) => _byType.TryGetValue(fact.GetType(), out var type)
        ? type
        : throw new InvalidOperationException($"{fact.GetType().Name} is not registered as a type of fact.");

    public FactType? Find(string kind) => _byKind.GetValueOrDefault(kind);
}
