using Ombud.Connectors.Describing;
using Ombud.Policies.Loading;

namespace Ombud.Connectors.Loading;

/// <summary>What loading a dataset file gave: the description of a system, or everything that is wrong with it.</summary>
public sealed record DatasetLoading
{
    internal DatasetLoading(SystemDescription? system, IReadOnlyList<PackError> errors) =>
        (System, Errors) = (errors.Count == 0 ? system : null, errors);

    /// <summary>The description; null exactly when there are errors.</summary>
    public SystemDescription? System { get; }

    /// <summary>All that keeps it from loading, by file, line and column; each says what to do.</summary>
    public IReadOnlyList<PackError> Errors { get; }
}

/// <summary>What loading a folder of dataset files gave.</summary>
public sealed record DatasetFolderLoading
{
    internal DatasetFolderLoading(IReadOnlyList<SystemDescription> systems, IReadOnlyList<PackError> errors) =>
        (Systems, Errors) = (errors.Count == 0 ? systems : [], errors);

    /// <summary>The descriptions, in the order of the files' names; none where there are errors.</summary>
    public IReadOnlyList<SystemDescription> Systems { get; }

    /// <summary>All that keeps any of them from loading, by file, line and column; each says what to do.</summary>
    public IReadOnlyList<PackError> Errors { get; }
}
