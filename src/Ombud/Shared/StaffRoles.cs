using System.Security.Claims;

namespace Ombud.Shared;

/// <summary>What an account of the staff is there for. An account has one role: whoever oversees does not decide.</summary>
internal static class StaffRoles
{
    /// <summary>Works in the privacy office: sees the Console and acts in it.</summary>
    public const string Officer = "officer";

    /// <summary>
    /// The data protection officer (GDPR articles 38 and 39; promise <c>contact.dpo</c>): sees everything, decides nothing, gives
    /// advice, and alone reads what is written to the officer.
    /// </summary>
    public const string Dpo = "dpo";

    /// <summary>All roles.</summary>
    public static IReadOnlyList<string> All { get; } = [Officer, Dpo];

    /// <summary>Whether it is the data protection officer who is signed in.</summary>
    public static bool IsDpo(this ClaimsPrincipal user) => user.IsInRole(Dpo);
}
