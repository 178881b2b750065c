using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;
using Ombud.SignIn.Cookies;

namespace Ombud.SignIn.Codes;

/// <summary>Keeps the ticket in the browser that asked, encrypted, for as long as a code is valid.</summary>
internal sealed class CodeCookie(IDataProtectionProvider protection, CookieRules rules)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Ombud.SignIn.Code");

    private string Name => rules.NameOf("code");

    public void Set(HttpContext http, CodeTicket ticket)
    {
        var json = JsonSerializer.Serialize(ticket, CodeJson.Default.CodeTicket);
        http.Response.Cookies.Append(Name, _protector.Protect(json), rules.For(http, SignInCodes.ValidFor));
    }

    /// <summary>The ticket, or null where this browser has none that we made.</summary>
    public CodeTicket? Read(HttpContext http)
    {
        if (http.Request.Cookies[Name] is not { Length: > 0 } value)
            return null;
        try
        {
            return JsonSerializer.Deserialize(_protector.Unprotect(value), CodeJson.Default.CodeTicket);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Delete(HttpContext http) => http.Response.Cookies.Delete(Name, rules.For(http, age: null));
}

[JsonSerializable(typeof(CodeTicket))]
internal sealed partial class CodeJson : JsonSerializerContext;
