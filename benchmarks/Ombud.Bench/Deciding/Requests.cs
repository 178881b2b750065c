using Ombud.Policies.Deciding;

namespace Ombud.Bench.Deciding;

/// <summary>One request by its place in the bare table.</summary>
internal readonly record struct Cell(byte Purpose, byte Category, byte RecipientKind, byte Regime);

/// <summary>A rule set as the benchmark asks it: axes of words, the bare table of its answers, and 4,096 requests.</summary>
internal sealed class RequestSet
{
    public const int Count = 4096;
    private static readonly Day Today = Day.Of(new DateOnly(2026, 11, 2));

    private readonly RuleSet _rules;
    private readonly byte[] _table;

    public RequestSet(RuleSet rules)
    {
        _rules = rules;
        Standings = [.. rules.Residences.Select(country => rules.Policy.Compile(rules.Standing with { Residence = country }))];
        _table = new byte[rules.Purposes.Count * rules.Categories.Count * rules.Kinds.Count * rules.Controllers.Count];
        Cells = Choose();
        Words = [.. Cells.Select(WordsOf)];
        Questions = [.. Words.Select(words => rules.Policy.Resolve(in words))];
        Bare = new BareTable(_table, Cells, rules.Categories.Count, rules.Kinds.Count, rules.Controllers.Count);
        BareWords = new BareWords(rules, _table, this);
    }

    public Cell[] Cells { get; }
    public Standing[] Standings { get; }
    public WordQuestion[] Words { get; }
    public Question[] Questions { get; }
    public BareTable Bare { get; }
    public BareWords BareWords { get; }
    public int CellCount => _table.Length;

    /// <summary>An order that the processor cannot guess.</summary>
    public static int[] Order()
    {
        var order = Enumerable.Range(0, Count).ToArray();
        var dice = new Dice(7);
        for (var i = Count - 1; i > 0; i--)
        {
            var j = dice.Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }

    // Half of what is asked is permitted, half denied, where there is enough of both.
    private Cell[] Choose()
    {
        var cells = new List<Cell>[] { [], [] };
        for (var index = 0; index < _table.Length; index++)
        {
            var cell = CellAt(index);
            var answer = _rules.IsPermitted(cell) ?? Asked(cell);
            _table[index] = answer ? (byte)1 : (byte)0;
            cells[_table[index]].Add(cell);
        }
        var dice = new Dice(3);
        return [.. Enumerable.Range(0, Count).Select(i => cells[i & 1][dice.Next(cells[i & 1].Count)])];
    }

    private bool Asked(Cell cell)
    {
        var words = WordsOf(cell);
        return _rules.Policy.Decide(in words, Standings[cell.Regime]).IsPermitted;
    }

    private Cell CellAt(int index)
    {
        var (rest, regime) = Math.DivRem(index, _rules.Controllers.Count);
        (rest, var kind) = Math.DivRem(rest, _rules.Kinds.Count);
        var (purpose, category) = Math.DivRem(rest, _rules.Categories.Count);
        return new Cell((byte)purpose, (byte)category, (byte)kind, (byte)regime);
    }

    // Strings of their own, as they come off the wire: no reference is equal to a key's.
    private WordQuestion WordsOf(Cell cell) => new()
    {
        Action = UseAction.Disclose,
        Purpose = Copy(_rules.Purposes[cell.Purpose]),
        Categories = new[] { Copy(_rules.Categories[cell.Category]) },
        Controller = Copy(_rules.Controllers[cell.Regime]),
        Recipient = Copy(_rules.Recipients[cell.RecipientKind][cell.Regime]),
        On = Today,
    };

    public static string Copy(string word) => new(word.AsSpan());
}

/// <summary>Numbers that are the same in every run.</summary>
internal sealed class Dice(uint seed)
{
    private uint _state = seed * 2654435761u | 1u;

    public int Next(int below)
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return (int)(_state % (uint)below);
    }
}
