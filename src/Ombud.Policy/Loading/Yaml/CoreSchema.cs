using System.Text.RegularExpressions;

namespace Ombud.Policies.Loading.Yaml;

/// <summary>What a plain scalar is by YAML 1.2's core schema, so that editors and the loader see the same
/// types.</summary>
internal static partial class CoreSchema
{
    internal static bool IsNull(YamlScalar scalar) =>
        scalar is { Plain: true, Value: "" or "~" or "null" or "Null" or "NULL" };

    internal static bool? Flag(YamlScalar scalar) => scalar switch
    {
        { Plain: true, Value: "true" } => true,
        { Plain: true, Value: "false" } => false,
        _ => null,
    };

    internal static bool IsNumber(YamlScalar scalar) => scalar.Plain && Number.IsMatch(scalar.Value);

    internal static bool IsText(YamlScalar scalar) =>
        !IsNull(scalar) && !IsNumber(scalar)
        && !(scalar.Plain && scalar.Value is "true" or "false" or "True" or "False" or "TRUE" or "FALSE");

    [GeneratedRegex(@"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+"
        + @"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\z", RegexOptions.CultureInvariant,
            matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number { get; }
}
