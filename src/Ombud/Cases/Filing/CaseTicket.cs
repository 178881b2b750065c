using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Ombud.Cases.Filing;

/// <summary>The id that a case will have, sealed into its form, so that a form sent twice is one case.</summary>
internal sealed class CaseTicket(IDataProtectionProvider protection, TimeProvider time)
{
    public const string Field = "ticket";
    private readonly IDataProtector _protector = protection.CreateProtector("Ombud.Cases.Form");

    public string Make() => _protector.Protect(Guid.CreateVersion7(time.GetUtcNow()).ToString("N"));

    /// <summary>The id; null where we did not make the ticket.</summary>
    public Guid? Read(string? ticket)
    {
        if (ticket is not { Length: > 0 })
            return null;
        try
        {
            return Guid.ParseExact(_protector.Unprotect(ticket), "N");
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
