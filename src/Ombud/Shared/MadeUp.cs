namespace Ombud.Shared;

/// <summary>Addresses of the made-up people with whom the product tries itself.</summary>
internal static class MadeUp
{
    /// <summary>How the word of every made-up person begins; nothing else does.</summary>
    public const string WordStart = "xcanaryx";

    /// <summary>Whether nobody is to be written to there.</summary>
    public static bool IsAddress(string address) => address.StartsWith(WordStart, StringComparison.Ordinal);
}
