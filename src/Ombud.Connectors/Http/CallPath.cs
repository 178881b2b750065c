using System.Text.RegularExpressions;

namespace Ombud.Connectors.Http;

/// <summary>
/// Path and query of a call, with places in braces. What stands in a place is escaped and never put together with the text
/// around it in any other way; in the path it is refused where it could lead to another path, escaped or not.
/// </summary>
internal static partial class CallPath
{
    private const string NoControls = "\0\r\n\t";

    /// <summary>The names of the places; null where the text is no path.</summary>
    public static IReadOnlyList<string>? Places(string path)
    {
        if (!path.StartsWith('/') || path.StartsWith("//", StringComparison.Ordinal) || path.Length > 2000)
            return null;

        var rest = Place.Replace(path, "x");
        return Plain.IsMatch(rest) && !HasDots(rest.Split('?')[0])
            ? [.. Place.Matches(path).Select(match => match.Groups["name"].Value)]
            : null;
    }

    /// <summary>Fills in what is asked for.</summary>
    /// <exception cref="HttpException">A value cannot stand there.</exception>
    public static string Fill(string path, CallPlaces places)
    {
        var query = path.IndexOf('?', StringComparison.Ordinal);
        var filled = Place.Replace(path, match =>
        {
            var name = match.Groups["name"].Value;
            if (name is CallPlaces.OfTable && (places.Table.Name.Length == 0 || places.Table.Name.AsSpan().ContainsAny(NoControls)))
                throw new HttpException(HttpFailure.NoName);

            var text = places.Escaped(name);
            if ((query < 0 || match.Index < query) && name is not CallPlaces.OfTable)
                CheckInPath(text);
            return text;
        });
        if (HasDots(filled.Split('?')[0]))
            throw new HttpException(HttpFailure.NoPath);
        return filled;
    }

    // An empty key would mean the whole collection. A slash or a backslash, also an escaped one, is taken for the end of a
    // segment by some servers that stand before others.
    private static void CheckInPath(string escaped)
    {
        if (escaped.Length == 0 || escaped.Contains("%2F", StringComparison.OrdinalIgnoreCase)
            || escaped.Contains("%5C", StringComparison.OrdinalIgnoreCase) || escaped.Contains("%00", StringComparison.Ordinal)
            || escaped.StartsWith(',') || escaped.EndsWith(',') || escaped.Contains(",,", StringComparison.Ordinal))
            throw new HttpException(HttpFailure.NoPath);
    }

    // Segments that an address loses when it is put together.
    private static bool HasDots(string path) => path.Split('/').Any(segment => segment is "." or "..");

    [GeneratedRegex(@"\{(?<name>[^{}]*)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place { get; }

    [GeneratedRegex(@"^[A-Za-z0-9/._~!$&'()*+,;=:@%?-]+\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain { get; }
}
