namespace Ombud.Connectors.Following;

/// <summary>Which row it is, in its table. Held in memory for the run and never written anywhere.</summary>
internal readonly struct RowKey(object[] parts) : IEquatable<RowKey>
{
    public object[] Parts { get; } = parts;

    public bool Equals(RowKey other) => Parts.SequenceEqual(other.Parts, SameValue.Comparer);

    public override bool Equals(object? obj) => obj is RowKey other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var part in Parts)
            hash.Add(part, SameValue.Comparer);
        return hash.ToHashCode();
    }

    /// <summary>Says nothing: a key may be an address.</summary>
    public override string ToString() => "***";
}

/// <summary>Values of a database as equal as they are there: bytes by content.</summary>
internal sealed class SameValue : IEqualityComparer<object>
{
    public static SameValue Comparer { get; } = new();

    public new bool Equals(object? x, object? y) =>
        x is byte[] left && y is byte[] right ? left.AsSpan().SequenceEqual(right) : object.Equals(x, y);

    public int GetHashCode(object obj)
    {
        if (obj is not byte[] bytes)
            return obj.GetHashCode();

        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }
}
