using System.Runtime.CompilerServices;

namespace Ombud.Policies.Deciding;

/// <summary>A person, known by nothing but this id. Version 7, so that ids sort by the time they were made.</summary>
public readonly record struct SubjectId(Guid Value)
{
    /// <summary>A new person's id.</summary>
    public static SubjectId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}

// Compiled ids: numbers that count in one Policy only. 0 is what no word of the pack has, so that a default or an
// unknown word is always denied. Where a field may be unset, 0 says so and Unknown stands for a foreign word. Words go
// over the wire and into the database; numbers never leave the process.

/// <summary>A purpose of the compiled pack.</summary>
public readonly record struct PurposeId(ushort Value);

/// <summary>A topic of marketing; 0 where the question names none.</summary>
public readonly record struct TopicId(ushort Value)
{
    /// <summary>A word was named and the pack does not have it: always denied.</summary>
    public static TopicId Unknown => new(ushort.MaxValue);
}

/// <summary>A data category, 1 to 127.</summary>
public readonly record struct CategoryId(byte Value);

/// <summary>A company or named recipient: controllers, group companies, clients, vendors, authorities.</summary>
public readonly record struct PartyId(ushort Value)
{
    /// <summary>A word was named and the pack does not have it: always denied.</summary>
    public static PartyId Unknown => new(ushort.MaxValue);
}

/// <summary>A kind of person, 1 to 31.</summary>
public readonly record struct SubjectKindId(byte Value);

/// <summary>A clause of the notice.</summary>
public readonly record struct ClauseId(ushort Value);

/// <summary>A collection point.</summary>
public readonly record struct PointId(ushort Value)
{
    /// <summary>A word was named and the pack does not have it: always denied.</summary>
    public static PointId Unknown => new(ushort.MaxValue);
}

/// <summary>A safeguard of the pack, or an adequacy of the law.</summary>
public readonly record struct SafeguardId(ushort Value);

/// <summary>A country, or a part of one with a regime of its own (<c>US-CA</c>).</summary>
public readonly record struct CountryId(ushort Value)
{
    /// <summary>A word was named and the pack does not have it: always denied.</summary>
    public static CountryId Unknown => new(ushort.MaxValue);
}

/// <summary>A set of data categories.</summary>
/// <remarks>Two words rather than one <see cref="UInt128"/>, which the compiler keeps out of registers.</remarks>
/// <param name="Low">Categories 0 to 63, as bits.</param>
/// <param name="High">Categories 64 to 127, as bits.</param>
public readonly record struct CategorySet(ulong Low, ulong High)
{
    /// <summary>No category.</summary>
    public static CategorySet Empty => default;

    /// <summary>Every category there can be.</summary>
    public static CategorySet All => new(ulong.MaxValue, ulong.MaxValue);

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Low | High) == 0;
    }

    /// <summary>The set of one.</summary>
    public static CategorySet Of(CategoryId category) => Empty.With(category);

    /// <summary>This set and one more. The unknown category 0 is kept, so that it is denied.</summary>
    public CategorySet With(CategoryId category) =>
        category.Value < 64 ? new(Low | (1UL << category.Value), High)
            : new(Low, High | (1UL << (category.Value - 64)));

    /// <summary>Whether it holds a category.</summary>
    public bool Contains(CategoryId category) =>
        ((category.Value < 64 ? Low >> category.Value : High >> (category.Value - 64)) & 1) != 0;

    /// <summary>Whether everything in it is in the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsWithin(CategorySet other) => ((Low & ~other.Low) | (High & ~other.High)) == 0;

    /// <summary>What both hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CategorySet And(CategorySet other) => new(Low & other.Low, High & other.High);

    /// <summary>What this set holds and the other does not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CategorySet Without(CategorySet other) => new(Low & ~other.Low, High & ~other.High);

    /// <summary>What either holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CategorySet Or(CategorySet other) => new(Low | other.Low, High | other.High);
}

/// <summary>A set of kinds of person.</summary>
public readonly record struct SubjectKindSet(uint Bits)
{
    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>The set of one.</summary>
    public static SubjectKindSet Of(SubjectKindId kind) => new(1u << kind.Value);

    /// <summary>This set and one more.</summary>
    public SubjectKindSet With(SubjectKindId kind) => new(Bits | (1u << kind.Value));

    /// <summary>Whether any kind is in both.</summary>
    public bool Overlaps(SubjectKindSet other) => (Bits & other.Bits) != 0;
}

/// <summary>A calendar day as the number of days since 0001-01-01; 0 means none.</summary>
public readonly record struct Day(int Number) : IComparable<Day>
{
    /// <summary>The day of a date.</summary>
    public static Day Of(DateOnly date) => new(date.DayNumber);

    /// <summary>The UTC day of a moment.</summary>
    public static Day Of(DateTimeOffset moment) => new(DateOnly.FromDateTime(moment.UtcDateTime).DayNumber);

    /// <summary>Whether it names a day at all.</summary>
    public bool IsSome => Number != 0;

    /// <summary>The date.</summary>
    public DateOnly Date => DateOnly.FromDayNumber(Number);

    /// <inheritdoc/>
    public int CompareTo(Day other) => Number.CompareTo(other.Number);

    public static bool operator <(Day left, Day right) => left.Number < right.Number;
    public static bool operator >(Day left, Day right) => left.Number > right.Number;
    public static bool operator <=(Day left, Day right) => left.Number <= right.Number;
    public static bool operator >=(Day left, Day right) => left.Number >= right.Number;

    /// <inheritdoc/>
    public override string ToString() =>
        IsSome ? Date.ToString("O", System.Globalization.CultureInfo.InvariantCulture) : "-";
}
