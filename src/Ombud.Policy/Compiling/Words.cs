using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Deciding;
using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Policies.Compiling;

/// <summary>The words of all versions of a pack and of its law, and their numbers in one policy.</summary>
/// <remarks>
/// What must be named (purpose, category, kind) is 0 for an unknown word. What may be left unset (topic, party, point,
/// country) is 0 for no word and <c>Unknown</c> for a foreign one, so that a slip of the pen is not taken for silence.
/// </remarks>
public sealed class Words
{
    internal Words(Pack pack, LegalData law)
    {
        var versions = pack.Versions;
        Purposes = new("purposes", 4_095, versions.SelectMany(v => v.Purposes).Select(p => p.Id));
        Topics = new("topics", 4_095, versions.SelectMany(v => v.Topics).Select(t => t.Id));
        Categories = new("data categories", 127, versions.SelectMany(v => v.Categories).Select(c => c.Id));
        Kinds = new("kinds of person", 31, versions.SelectMany(v => v.SubjectKinds).Select(k => k.Id));
        Clauses = new("clauses", 65_000, versions.SelectMany(v => v.Clauses).Select(c => c.Id));
        Points = new("collection points", 65_000, versions.SelectMany(v => v.CollectionPoints).Select(p => p.Id));
        RecipientKinds = new("kinds of recipient", 63, versions.SelectMany(v => v.RecipientKinds).Select(k => k.Id));
        Parties = new("parties and recipients", 65_000, versions.SelectMany(
            v => v.Parties.Select(p => p.Id).Concat(v.Recipients.Select(r => r.Id))));
        Safeguards = new("safeguards and adequacies", 65_000, versions.SelectMany(v => v.Safeguards).Select(s => s.Id)
            .Concat(law.Mechanisms.Select(m => m.Id)).Concat(law.Adequacies.Select(a => a.Id)));
        Countries = new("countries", 65_000, law.Countries.Select(c => c.Id));
        Regimes = new("regimes", 31, law.Regimes.Select(r => r.Id)
            .Concat([KnownWords.Eu, KnownWords.Uk, KnownWords.Ch, KnownWords.Default]));
    }

    internal WordTable Purposes { get; }
    internal WordTable Topics { get; }
    internal WordTable Categories { get; }
    internal WordTable Kinds { get; }
    internal WordTable Clauses { get; }
    internal WordTable Points { get; }
    internal WordTable RecipientKinds { get; }
    internal WordTable Parties { get; }
    internal WordTable Safeguards { get; }
    internal WordTable Countries { get; }
    internal WordTable Regimes { get; }

    /// <summary>Every purpose of any version.</summary>
    public IReadOnlyList<string> AllPurposes => Purposes.All;

    /// <summary>Every topic of any version.</summary>
    public IReadOnlyList<string> AllTopics => Topics.All;

    /// <summary>Every data category of any version.</summary>
    public IReadOnlyList<string> AllCategories => Categories.All;

    /// <summary>Every party and named recipient of any version.</summary>
    public IReadOnlyList<string> AllParties => Parties.All;

    /// <summary>Every country of the law's data.</summary>
    public IReadOnlyList<string> AllCountries => Countries.All;

    public PurposeId Purpose(string word) => new(Purposes.Find(word));
    public PurposeId Purpose(ReadOnlySpan<char> word) => new(Purposes.Find(word));
    public CategoryId Category(string word) => new((byte)Categories.Find(word));
    public CategoryId Category(ReadOnlySpan<char> word) => new((byte)Categories.Find(word));
    public SubjectKindId Kind(string word) => new((byte)Kinds.Find(word));
    public SubjectKindId Kind(ReadOnlySpan<char> word) => new((byte)Kinds.Find(word));
    public ClauseId Clause(string word) => new(Clauses.Find(word));
    public ClauseId Clause(ReadOnlySpan<char> word) => new(Clauses.Find(word));
    public SafeguardId Safeguard(string word) => new(Safeguards.Find(word));
    public SafeguardId Safeguard(ReadOnlySpan<char> word) => new(Safeguards.Find(word));
    public TopicId Topic(string? word) => new(Topics.FindOptional(word));
    public TopicId Topic(ReadOnlySpan<char> word) => new(Topics.FindOptional(word));
    public PartyId Party(string? word) => new(Parties.FindOptional(word));
    public PartyId Party(ReadOnlySpan<char> word) => new(Parties.FindOptional(word));
    public PointId Point(string? word) => new(Points.FindOptional(word));
    public PointId Point(ReadOnlySpan<char> word) => new(Points.FindOptional(word));
    public CountryId Country(string? word) => new(Countries.FindOptional(word));
    public CountryId Country(ReadOnlySpan<char> word) => new(Countries.FindOptional(word));

    /// <summary>The set of some categories; an unknown word puts the category 0 into it, which is denied.</summary>
    public CategorySet CategorySet(params ReadOnlySpan<string> words)
    {
        var set = Deciding.CategorySet.Empty;
        foreach (var word in words)
            set = set.With(Category(word));
        return set;
    }

    public string Word(PurposeId id) => Purposes.Word(id.Value);
    public string Word(TopicId id) => Topics.Word(id.Value);
    public string Word(CategoryId id) => Categories.Word(id.Value);
    public string Word(SubjectKindId id) => Kinds.Word(id.Value);
    public string Word(ClauseId id) => Clauses.Word(id.Value);
    public string Word(PartyId id) => Parties.Word(id.Value);
    public string Word(PointId id) => Points.Word(id.Value);
    public string Word(SafeguardId id) => Safeguards.Word(id.Value);
    public string Word(CountryId id) => Countries.Word(id.Value);

    /// <summary>The words of a set of categories.</summary>
    public IEnumerable<string> WordsOf(CategorySet set) =>
        Enumerable.Range(1, Categories.Length - 1).Where(n => set.Contains(new((byte)n))).Select(Categories.Word);

    /// <summary>The words of a set of regimes.</summary>
    internal IEnumerable<string> RegimeWordsOf(uint regimes) =>
        Enumerable.Range(1, Regimes.Length - 1).Where(n => (regimes & (1u << n)) != 0).Select(Regimes.Word);

    /// <summary>Those of a pack's category words that the pack declares.</summary>
    internal CategorySet Known(IEnumerable<string> categories) =>
        Categories.Numbers(categories).Aggregate(Deciding.CategorySet.Empty, (set, n) => set.With(new((byte)n)));

    /// <summary>Those of a pack's kinds of person that the pack declares.</summary>
    internal SubjectKindSet KnownKinds(IEnumerable<string> kinds) => new((uint)Kinds.Bits(kinds));
}
