namespace Ombud.Shared;

/// <summary>
/// Marks a row about a person that an erasure leaves: it holds no personal value in clear, and whoever keeps it says why.
/// Rows about a person without this mark are deleted, those of capabilities yet to come included.
/// </summary>
internal interface IOutlivesErasure;
