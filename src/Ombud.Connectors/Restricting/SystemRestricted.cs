namespace Ombud.Connectors.Restricting;

/// <summary>What restricting a person, or lifting it, did in one system.</summary>
/// <param name="Marked">How many rows were marked, or lost their mark.</param>
/// <param name="Already">How many rows were so before.</param>
/// <param name="Other">How many rows hold something else in the field of the mark, and stay as they are.</param>
/// <param name="Shared">How many rows stay as they are since they are somebody else's too.</param>
/// <param name="Unmarkable">How many rows lie in tables that have no mark.</param>
/// <param name="Left">In how many rows a second look found that it is not so.</param>
public sealed record SystemRestricted(int Marked, int Already, int Other, int Shared, int Unmarkable, int Left)
{
    /// <summary>
    /// Whether somebody looked again and found nothing amiss, nor anything of which only a person can tell: rows in tables without a mark
    /// count with those that they hang on, and where none of the person's rows has a mark, nothing tells the system.
    /// </summary>
    public bool IsVerified => Left == 0 && Shared == 0 && Other == 0 && !IsByHand;

    /// <summary>Whether the person's rows lie where the description has no mark at all, so that only people can restrict there.</summary>
    public bool IsByHand => Unmarkable > 0 && Marked + Already + Other + Shared == 0;
}
