using System.Data.Common;
using System.Text;

namespace Ombud.Connectors.Folders;

/// <summary>What the connection string of a folder says.</summary>
/// <param name="Folder">The full path.</param>
/// <param name="Delimiter">What stands between two fields of a CSV file.</param>
/// <param name="Encoding">Of CSV files; it refuses bytes that are none of its. JSON Lines are UTF-8 always.</param>
internal sealed record FolderSettings(string Folder, byte Delimiter, Encoding Encoding)
{
    /// <summary>UTF-8 that refuses what is none.</summary>
    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Dictionary<string, byte> Delimiters = new(StringComparer.OrdinalIgnoreCase)
    {
        [","] = (byte)',', ["comma"] = (byte)',', [";"] = (byte)';', ["semicolon"] = (byte)';', ["\t"] = (byte)'\t', ["tab"] = (byte)'\t',
        ["|"] = (byte)'|', ["pipe"] = (byte)'|',
    };

    private static readonly Dictionary<string, Func<Encoding>> Encodings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["utf-8"] = () => Utf8,
        ["iso-8859-1"] = () => Encoding.GetEncoding("iso-8859-1", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
        ["windows-1252"] = () => CodePagesEncodingProvider.Instance.GetEncoding(
            "windows-1252", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!,
    };

    /// <summary>Reads <c>Folder=/path;Delimiter=semicolon;Encoding=windows-1252</c>, or a full path alone.</summary>
    /// <exception cref="FolderException">It is neither.</exception>
    public static FolderSettings Read(string connection)
    {
        if (Path.IsPathFullyQualified(connection))
            return Of(connection, ",", "utf-8");

        var words = new DbConnectionStringBuilder();
        try
        {
            words.ConnectionString = connection;
        }
        catch (ArgumentException)
        {
            throw new FolderException(FolderFailure.ConnectionString);
        }

        // Of Delimiter=; nothing is left, and what was meant would be passed over.
        if (connection.Contains("delimiter", StringComparison.OrdinalIgnoreCase) && !words.ContainsKey("delimiter"))
            throw new FolderException(FolderFailure.ConnectionString);

        if (words.Keys.Cast<string>().Any(key => key.ToLowerInvariant() is not ("folder" or "delimiter" or "encoding")))
            throw new FolderException(FolderFailure.ConnectionString);

        return Of(Word(words, "folder") ?? "", Word(words, "delimiter") ?? ",", Word(words, "encoding") ?? "utf-8");
    }

    private static FolderSettings Of(string folder, string delimiter, string encoding)
    {
        if (!Path.IsPathFullyQualified(folder) || folder.Contains('\0', StringComparison.Ordinal)
            || !Delimiters.TryGetValue(delimiter, out var between) || !Encodings.TryGetValue(encoding, out var of))
            throw new FolderException(FolderFailure.ConnectionString);

        return new(Path.GetFullPath(folder), between, of());
    }

    private static string? Word(DbConnectionStringBuilder words, string key) =>
        words.TryGetValue(key, out var value) ? Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) : null;
}
