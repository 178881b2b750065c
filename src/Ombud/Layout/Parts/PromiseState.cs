namespace Ombud.Layout.Parts;

/// <summary>How a promise stands, as pages show it.</summary>
public enum PromiseState
{
    /// <summary>All that must be true was measured and is.</summary>
    Kept,

    /// <summary>Something measured is not so, or the measurement is too old.</summary>
    NotKept,

    /// <summary>Something has nothing yet that measures it.</summary>
    NotYetBuilt,

    /// <summary>A person vouches for it.</summary>
    Attested,
}
