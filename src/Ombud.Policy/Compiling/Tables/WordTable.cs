using System.Collections.Frozen;

namespace Ombud.Policies.Compiling.Tables;

/// <summary>The words of one sort and their numbers, from 1; 0 is no word.</summary>
internal sealed class WordTable
{
    private readonly FrozenDictionary<string, ushort> _numbers;
    private readonly FrozenDictionary<string, ushort>.AlternateLookup<ReadOnlySpan<char>> _spans;
    private readonly string[] _words;

    /// <summary>Numbers words in the order of their first appearance, so that a later version renumbers
    /// nothing.</summary>
    /// <exception cref="ArgumentException">There are more words than the numbers can tell apart.</exception>
    public WordTable(string sort, int max, IEnumerable<string> words)
    {
        _words = ["", .. words.Distinct(StringComparer.Ordinal)];
        if (_words.Length - 1 > max)
            throw new ArgumentException($"A policy holds at most {max} {sort}, this pack has {_words.Length - 1}.",
                nameof(words));

        _numbers = _words.Skip(1).Select((word, index) => KeyValuePair.Create(word, (ushort)(index + 1)))
            .ToFrozenDictionary(StringComparer.Ordinal);
        _spans = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>How many numbers there are with 0: the length of an array by number.</summary>
    public int Length => _words.Length;

    public ushort Find(string word) => _numbers.TryGetValue(word, out var number) ? number : (ushort)0;

    public ushort Find(ReadOnlySpan<char> word) => _spans.TryGetValue(word, out var number) ? number : (ushort)0;

    /// <summary>For fields that may be unset: 0 where there is no word, and a number nobody has for a foreign
    /// one.</summary>
    public ushort FindOptional(string? word) =>
        string.IsNullOrEmpty(word) ? (ushort)0
        : _numbers.TryGetValue(word, out var number) ? number : ushort.MaxValue;

    /// <inheritdoc cref="FindOptional(string?)"/>
    public ushort FindOptional(ReadOnlySpan<char> word) =>
        word.IsEmpty ? (ushort)0 : _spans.TryGetValue(word, out var number) ? number : ushort.MaxValue;

    /// <summary>The word of a number; empty where nobody has it.</summary>
    public string Word(int number) => (uint)number < (uint)_words.Length ? _words[number] : "";

    /// <summary>All words, in the order of their numbers.</summary>
    public IReadOnlyList<string> All => _words[1..];

    /// <summary>The numbers of those words that are known.</summary>
    public IEnumerable<int> Numbers(IEnumerable<string> words) => words.Select(w => (int)Find(w)).Where(n => n != 0);

    /// <summary>The known words as bits.</summary>
    public ulong Bits(IEnumerable<string> words) => Numbers(words).Aggregate(0UL, (bits, n) => bits | (1UL << n));
}
