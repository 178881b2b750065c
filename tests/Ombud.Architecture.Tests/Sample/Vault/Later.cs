namespace Ombud.Architecture.Tests.Sample.Vault;

/// <summary>What an earlier capability must not know.</summary>
internal sealed class Later;
