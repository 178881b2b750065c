using System.Globalization;
using Ombud.Policies.Loading.Yaml;

namespace Ombud.Connectors.Loading;

/// <summary>A mark as a dataset file has it: a text, true or false, a number, or null.</summary>
internal static class MarkText
{
    private const string Nothing = "null";

    /// <summary>What a scalar of YAML says.</summary>
    /// <returns>False where it is a number that no system holds.</returns>
    internal static bool TryRead(YamlScalar scalar, out object? mark)
    {
        mark = null;
        if (CoreSchema.IsNull(scalar))
            return true;
        if (CoreSchema.Flag(scalar) is { } truth)
        {
            mark = truth;
            return true;
        }

        if (!CoreSchema.IsNumber(scalar))
        {
            mark = scalar.Value;
            return true;
        }

        var isOne = decimal.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        mark = isOne ? number : null;
        return isOne;
    }

    /// <summary>What is no text, as it is written.</summary>
    internal static string Of(object? mark) => mark switch
    {
        null => Nothing,
        bool truth => truth ? "true" : "false",
        _ => ((decimal)mark).ToString(CultureInfo.InvariantCulture),
    };
}
