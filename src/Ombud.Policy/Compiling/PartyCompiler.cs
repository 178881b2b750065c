using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Policies.Compiling;

/// <summary>Makes tables of a version's parties and recipients, and of what each may import under.</summary>
internal sealed class PartyCompiler
{
    private readonly NoticeVersion _version;
    private readonly Words _words;
    private readonly LawCompiler _law;
    private readonly LawTables _lawTables;
    private readonly Dictionary<string, ushort> _functionSets = new(StringComparer.Ordinal);
    private readonly List<CategorySet> _functionCategories = [];

    public PartyCompiler(NoticeVersion version, Words words, LawCompiler law, LawTables lawTables)
    {
        (_version, _words, _law, _lawTables) = (version, words, law, lawTables);
        Rows = new PartyRow[words.Parties.Length];
        Instructs = new(words.Parties.Length, words.Purposes.Length);
        Serves = new(words.Parties.Length, words.Countries.Length);
        _ = FunctionSet([]);
        foreach (var party in version.Parties)
            AddParty(party);

        foreach (var recipient in version.Recipients)
            AddRecipient(recipient);

        FunctionCategories = [.. _functionCategories];
        var safeguards = new SafeguardCompiler(version, words, law, lawTables);
        safeguards.Compile(Rows);
        (Carriers, Destinations) = (safeguards.Carriers, safeguards.Destinations);
    }

    public PartyRow[] Rows { get; }
    public BitTable Instructs { get; }
    public BitTable Serves { get; }
    public CategorySet[] FunctionCategories { get; }
    public CarrierRow[] Carriers { get; }
    public BitTable Destinations { get; }

    private void AddParty(Party party)
    {
        var number = _words.Party(party.Id).Value;
        var isClient = party.Role is PartyRole.ClientController;
        Rows[number] = Row(party.Country, isClient ? KnownWords.Client : KnownWords.Group);
        Rows[number].Traits |= PartyTraits.Controller
            | (isClient ? PartyTraits.Client : PartyTraits.Group)
            | (party.Serves.Count == 0 ? PartyTraits.ServesEverywhere : PartyTraits.None);

        foreach (var purpose in _words.Purposes.Numbers(party.Instructs))
            Instructs.Set(number, purpose);

        var served = _words.Countries.Numbers(party.Serves).ToHashSet();
        for (var country = 1; country < _lawTables.CountryLength; country++)
        {
            if (!served.Contains(country) && !served.Contains(_lawTables.ParentOf[country]))
                continue;

            Serves.Set(number, country);
            if (_law.WasEverIn(KnownWords.Eu, _words.Countries.Word(country)))
                Serves.Set(number, 0);
        }
    }

    private void AddRecipient(Recipient recipient)
    {
        var number = _words.Party(recipient.Id).Value;
        var row = Row(recipient.Country, recipient.Kind);
        row.Functions = FunctionSet(recipient.Functions);
        row.Agreement = recipient.AgreementFrom is { } from ? DaySpan.Of(from, recipient.AgreementUntil)
            : DaySpan.Never;
        row.Traits |= Rows[number].Traits;
        Rows[number] = row;
    }

    private PartyRow Row(string country, string kindWord)
    {
        var kind = _version.RecipientKinds.FirstOrDefault(k => k.Id == kindWord);
        return new()
        {
            Agreement = DaySpan.Never,
            Country = _words.Countries.Find(country),
            Kind = (byte)_words.RecipientKinds.Find(kindWord),
            KindClause = kind is null ? default : _words.Clause(kind.Clause),
            Traits = PartyTraits.Recipient | (kind is { NeedsAgreement: true } ? PartyTraits.NeedsAgreement
                : PartyTraits.None),
        };
    }

    private ushort FunctionSet(IReadOnlyList<string> functions)
    {
        var key = string.Join(' ', functions.Order(StringComparer.Ordinal));
        if (_functionSets.TryGetValue(key, out var known))
            return known;

        var row = (ushort)_functionSets.Count;
        var served = _version.VendorFunctions.Where(f => functions.Contains(f.Id, StringComparer.Ordinal)).ToList();
        _functionCategories.AddRange(Enumerable.Range(0, _words.Purposes.Length).Select(purpose => served
            .Where(f => f.Purposes.Contains(_words.Purposes.Word(purpose), StringComparer.Ordinal))
            .Aggregate(CategorySet.Empty, (set, f) => set.Or(_words.Known(f.Categories)))));
        return _functionSets[key] = row;
    }
}
