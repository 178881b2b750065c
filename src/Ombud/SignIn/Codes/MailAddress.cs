using System.Text;
using MimeKit;
using Ombud.Keys;

namespace Ombud.SignIn.Codes;

/// <summary>A mail address in the one spelling by which people are found.</summary>
/// <remarks>
/// The code goes to this spelling and to no other. Were it sent to what was typed, somebody with a mailbox that only
/// looks alike (full-width letters, say) would prove the address of another.
/// </remarks>
internal static class MailAddress
{
    private const int LengthMax = 254;

    /// <summary>The address as it is found and written to, or null where it is none.</summary>
    public static string? Read(string? typed)
    {
        // Half a character cannot be normalised.
        if (typed is null || typed.Length > LengthMax || typed.Any(char.IsSurrogate))
            return null;

        var address = Encoding.UTF8.GetString(BlindIndex.Normalised(IdentifierKind.Email, typed));
        return address.Length <= LengthMax
            && !address.Any(c =>
                char.IsWhiteSpace(c) || char.IsControl(c) || c is '"' or '<' or '>' or ',' or ';' or '(' or ')')
            && address.Count(c => c == '@') == 1
            && MailboxAddress.TryParse(address, out var parsed)
            && string.Equals(parsed.Address, address, StringComparison.Ordinal)
                ? address
                : null;
    }
}
