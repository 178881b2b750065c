using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Ombud.SignIn.Cookies;

namespace Ombud.Collection.Pages;

/// <summary>Whose receipts a browser may see.</summary>
public sealed record ReceiptsOf(Guid Subject, Guid Submission, string Point);

/// <summary>Lets the browser that has just sent a form see its receipts: a short-lived cookie with ids, sealed.</summary>
internal sealed class ReceiptTicket(IDataProtectionProvider protection, CookieRules rules)
{
    private static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(15);

    private readonly ITimeLimitedDataProtector _protector =
        protection.CreateProtector("Ombud.Collection.Receipts").ToTimeLimitedDataProtector();

    private string Name => rules.NameOf("receipts");

    public void Set(HttpContext http, ReceiptsOf receipts) => http.Response.Cookies.Append(
        Name, _protector.Protect(JsonSerializer.Serialize(receipts, TicketJson.Default.ReceiptsOf), ValidFor), rules.For(http, ValidFor));

    /// <summary>Whose receipts it may see of a point; null where it has none.</summary>
    public ReceiptsOf? Read(HttpContext http, string point)
    {
        if (http.Request.Cookies[Name] is not { Length: > 0 } value)
            return null;
        try
        {
            var receipts = JsonSerializer.Deserialize(_protector.Unprotect(value), TicketJson.Default.ReceiptsOf);
            return receipts?.Point == point ? receipts : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
