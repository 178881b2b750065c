using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Following;

/// <summary>
/// By what a person is looked for: identifiers that they have proved to be theirs, never such as were merely stated, since
/// erasing by a stated one would erase somebody else.
/// </summary>
public sealed record Person(IReadOnlyList<(IdentifierKind Kind, string Value)> Identifiers);
