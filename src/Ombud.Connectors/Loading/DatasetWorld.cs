namespace Ombud.Connectors.Loading;

/// <summary>What a dataset file may name that is declared elsewhere: in the pack in force.</summary>
public sealed record DatasetWorld
{
    /// <summary>Ids of the pack's data categories.</summary>
    public required IReadOnlySet<string> Categories { get; init; }

    /// <summary>Ids of the pack's companies.</summary>
    public required IReadOnlySet<string> Controllers { get; init; }

    /// <summary>Ids of the pack's kinds of person.</summary>
    public required IReadOnlySet<string> SubjectKinds { get; init; }

    /// <summary>Ids of the fields of the pack's forms; null where they are not checked.</summary>
    public IReadOnlySet<string>? FormFields { get; init; }
}
