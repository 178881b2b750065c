using Ombud.Architecture.Tests.Sample.Vault;

namespace Ombud.Architecture.Tests.Sample.Keys;

/// <summary>Breaks the order on purpose, so that the rule is seen to bite.</summary>
internal sealed class KnowsTooMuch
{
    public Later Wrong { get; } = new();
}
