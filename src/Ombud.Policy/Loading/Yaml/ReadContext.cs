namespace Ombud.Policies.Loading.Yaml;

/// <summary>What a reader needs to know beside its file.</summary>
internal sealed record ReadContext
{
    internal required Findings Findings { get; init; }

    /// <summary>The pack's languages, each required; null where any known language will do, as in the law's
    /// data.</summary>
    internal IReadOnlyList<string>? Languages { get; init; }

    /// <summary>Whether further keys and empty optional values pass, as in the law's data with its notes.</summary>
    internal bool Lenient { get; init; }
}
