using Ombud.Connectors.Describing;
using Ombud.Connectors.Loading;
using Ombud.Policies.Loading;

namespace Ombud.Connectors.Fideslang;

/// <summary>What a fideslang file does not say of a system. What is given here goes before what stands under its <c>meta</c>.</summary>
public sealed record FideslangImport
{
    /// <summary>Which connector speaks to it.</summary>
    public SystemKind? Kind { get; init; }

    /// <summary>The name of its connection string.</summary>
    public string? Connection { get; init; }

    /// <summary>The company whose data it is, by the pack's id.</summary>
    public string? Controller { get; init; }

    /// <summary>Ids of the kinds of person whose data it is, by the pack; where there is none, what the file says counts.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>The <c>fides_key</c> of the dataset to read; null where the file has one only.</summary>
    public string? Dataset { get; init; }

    /// <summary>The law or the ground on which stays what stays; null where nothing is known, which is then told table by table.</summary>
    public string? Because { get; init; }

    /// <summary>What categories, controllers and kinds of person there are; null where they are not checked.</summary>
    public DatasetWorld? World { get; init; }
}

/// <summary>What reading a fideslang file gave.</summary>
public sealed record FideslangReading
{
    internal FideslangReading(SystemDescription? draft, IReadOnlyList<PackError> errors, IReadOnlyList<PackError> notes) =>
        (Draft, System, Errors, Notes) = (draft, errors.Count == 0 ? draft : null, errors, notes);

    /// <summary>The description; null exactly when there are errors.</summary>
    public SystemDescription? System { get; }

    /// <summary>
    /// What could be read, also with errors: to be written as a dataset file and mended there. Null where the file holds no
    /// dataset that could be read.
    /// </summary>
    public SystemDescription? Draft { get; }

    /// <summary>All that keeps it from being used as it is, by line and column of the fideslang file.</summary>
    public IReadOnlyList<PackError> Errors { get; }

    /// <summary>What the description does not carry of the file, or says otherwise.</summary>
    public IReadOnlyList<PackError> Notes { get; }
}
