using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;

namespace Ombud.Collection.Pages;

/// <summary>What a form was rendered with: what the person saw, and by which id sending it twice is known.</summary>
internal sealed record ShownForm(string Point, string Version, string Language, Guid Id);

/// <summary>Puts into a form what it showed, sealed, so that what comes back is what went out.</summary>
internal sealed class FormTicket(IDataProtectionProvider protection, TimeProvider time)
{
    public const string Field = "shown";
    private readonly IDataProtector _protector = protection.CreateProtector("Ombud.Collection.Form");

    public string Make(string point, string version, string language)
    {
        var shown = new ShownForm(point, version, language, Guid.CreateVersion7(time.GetUtcNow()));
        return _protector.Protect(JsonSerializer.Serialize(shown, TicketJson.Default.ShownForm));
    }

    /// <summary>What the form showed; null where we did not make it.</summary>
    public ShownForm? Read(string? ticket)
    {
        if (ticket is not { Length: > 0 })
            return null;
        try
        {
            return JsonSerializer.Deserialize(_protector.Unprotect(ticket), TicketJson.Default.ShownForm);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(ShownForm))]
[JsonSerializable(typeof(ReceiptsOf))]
internal sealed partial class TicketJson : JsonSerializerContext;
