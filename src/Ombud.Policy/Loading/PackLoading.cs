using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading;

/// <summary>One thing that is wrong in a pack, where it stands and what to do about it.</summary>
/// <param name="At">The place, relative to the folder that was loaded.</param>
/// <param name="Rule">Stable code of the rule, one of <see cref="PackRules.All"/>.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record PackError(SourceSpan At, string Rule, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{At} {Rule}: {Message}";
}

/// <summary>What loading a pack gave: the pack, or everything that is wrong with it.</summary>
public sealed record PackLoading
{
    internal PackLoading(Pack? pack, IReadOnlyList<PackError> errors, IReadOnlyList<PackError> warnings)
    {
        Pack = errors.Count == 0 ? pack : null;
        Errors = errors;
        Warnings = warnings;
    }

    /// <summary>The pack; null exactly when there are errors.</summary>
    public Pack? Pack { get; }

    /// <summary>All that keeps the pack from loading, by file, line and column.</summary>
    public IReadOnlyList<PackError> Errors { get; }

    /// <summary>What does not keep it from loading but must be known, such as a mechanism that has ended.</summary>
    public IReadOnlyList<PackError> Warnings { get; }
}

/// <summary>What loading the law's data gave: the data, or everything that is wrong with it.</summary>
public sealed record LawLoading
{
    internal LawLoading(LegalData? law, IReadOnlyList<PackError> errors)
    {
        Law = errors.Count == 0 ? law : null;
        Errors = errors;
    }

    /// <summary>The data; null exactly when there are errors.</summary>
    public LegalData? Law { get; }

    /// <summary>All that keeps it from loading, by file, line and column.</summary>
    public IReadOnlyList<PackError> Errors { get; }
}
