using System.Diagnostics.CodeAnalysis;

namespace Ombud.Trail;

/// <summary>
/// What came of reading text or bytes that anybody may have written: a value, or the reason why there is none.
/// Exactly one of <see cref="Value"/> and <see cref="Reason"/> is set. A reason never repeats the input.
/// </summary>
public readonly record struct Parsed<T>
    where T : notnull
{
    private Parsed(T? value, string? reason) => (Value, Reason) = (value, reason);

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Reason))]
    public bool IsOk => Reason is null && Value is not null;

    /// <summary>The value read; the type's default when reading failed.</summary>
    public T? Value { get; }

    /// <summary>Why there is no value, in one English sentence; null when there is one.</summary>
    public string? Reason { get; }

    /// <summary>The value.</summary>
    /// <exception cref="FormatException">Reading failed; the message is the reason.</exception>
    public T OrThrow() => IsOk ? Value : throw new FormatException(Reason);

    internal static Parsed<T> Ok(T value) => new(value, null);

    internal static Parsed<T> Failed(string reason) => new(default, reason);
}
