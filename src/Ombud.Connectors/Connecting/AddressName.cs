namespace Ombud.Connectors.Connecting;

/// <summary>
/// Names that a system gives its tables and fields and that look like somebody's address, as where a file has a person's row in the
/// place of its header or is called after whom it is about. They are not told.
/// </summary>
internal static class AddressName
{
    private const string Hidden = "(a name that looks like an address)";

    /// <summary>Whether there is a word in a name that looks like an address.</summary>
    public static bool Is(string name) => name.Split(' ').Any(word =>
        word.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && word.LastIndexOf('.') > at + 1);

    /// <summary>A name as it is told.</summary>
    public static string Shown(string name) => Is(name) ? Hidden : name;
}
