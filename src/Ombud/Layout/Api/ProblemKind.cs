namespace Ombud.Layout.Api;

/// <summary>A kind of problem that the API answers with: its code never changes, and a page explains it.</summary>
/// <param name="Code">The reason code, kebab-case; ends the type's address <c>/problems/{code}</c>.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">What is wrong, one sentence.</param>
/// <param name="Advice">What it means and what to do.</param>
public sealed record ProblemKind(string Code, int Status, Text Title, Text Advice)
{
    /// <summary>Path of the page, without language.</summary>
    public const string Folder = "/problems/";

    /// <summary>The type's address, by which clients tell problems apart (RFC 9457).</summary>
    public string Type => Folder + Code;

    /// <summary>The answer.</summary>
    /// <param name="errors">What exactly, and where; never a value that was sent.</param>
    internal ProblemAnswer Answer(params IReadOnlyList<ProblemError> errors) => new(this) { Errors = errors };
}

/// <summary>Every kind of problem that the capabilities have named.</summary>
internal sealed class ProblemKinds(IEnumerable<ProblemKind> kinds)
{
    private readonly Dictionary<string, ProblemKind> _byCode = kinds.ToDictionary(kind => kind.Code, StringComparer.Ordinal);

    /// <summary>All of them, by code.</summary>
    public IReadOnlyList<ProblemKind> All => [.. _byCode.Values.OrderBy(kind => kind.Code, StringComparer.Ordinal)];

    /// <summary>The kind of a code, or null.</summary>
    public ProblemKind? Find(string code) => _byCode.GetValueOrDefault(code);
}
