using System.Globalization;
using Ombud.Policies.Cases;
using Ombud.SignIn.ApiKeys;
using Ombud.SignIn.Codes;

namespace Ombud.Cases.Protocols.OpenDsr;

/// <summary>What a controller passes on (section 7.1).</summary>
/// <param name="Id">What the controller calls the request.</param>
/// <param name="Address">The person's mail address.</param>
/// <param name="Residence">Id of the country whose law the controller names; null for unknown, which counts as the European Union.</param>
/// <param name="AskedAt">When the person asked, from which the clock runs.</param>
/// <param name="Says">What the case's file says of the request.</param>
internal sealed record DsrRequest(Guid Id, CaseKind Kind, string Address, string? Residence, DateTimeOffset AskedAt, string Says);

/// <summary>Whose request it is, and what it asks for.</summary>
internal sealed class ReadDsr(OpenDsrSettings settings, TimeProvider time)
{
    internal const string ApiVersion = "2.0";
    internal const string Email = "email";
    internal const string Raw = "raw";

    private const int WordMax = 100;
    private const int AddressMax = 300;
    private const int IdentitiesMax = 20;
    private const int CallbacksMax = 20;
    private const int UrlMax = 2000;
    private const int DaysBackMax = 90;

    // Clocks differ.
    private static readonly TimeSpan SkewMax = TimeSpan.FromMinutes(5);

    /// <summary>What can be asked for.</summary>
    internal static IReadOnlyList<string> Types { get; } = ["access", "portability", "erasure"];

    /// <summary>The controller whose API key calls; null where it is none's, or may not do this.</summary>
    public DsrController? CallerOf(ApiCaller caller) => caller.Allows(ApiScopes.Request) ? settings.Find(caller.KeyId) : null;

    /// <summary>An id as the protocol has it: a UUID of version 4 in lower case; null for anything else.</summary>
    public static Guid? IdOf(string text) =>
        Guid.TryParseExact(text, "D", out var id) && id.Version == 4 && id.ToString("D") == text ? id : null;

    /// <summary>Reads a request.</summary>
    /// <param name="own">The controller's own address, which is none of the person's; null where they have none.</param>
    public (DsrRequest? Request, string? Fault) Read(SentObject sent, string? own)
    {
        var (id, type) = (sent.Needed("subject_request_id", WordMax), sent.Needed("subject_request_type", WordMax));
        var (regulation, asked) = (sent.Needed("regulation", WordMax), sent.Moment("submitted_time"));
        var version = sent.Text("api_version", WordMax);
        var callbacks = sent.Texts("status_callback_urls", CallbacksMax, UrlMax);
        var identities = sent.Objects("subject_identities", IdentitiesMax);
        var addresses = identities.Select(AddressOf).OfType<string>().ToList();
        if (sent.Fault is { } fault)
            return (null, fault);
        if (identities.Select(one => one.Fault).FirstOrDefault(wrong => wrong is not null) is { } misread)
            return (null, misread);
        if (IdOf(id) is not { } number)
            return (null, "subject_request_id must be a UUID of version 4 in lower case.");
        if (KindOf(type) is not { } kind)
            return (null, "subject_request_type must be access, portability or erasure.");
        if (regulation is not ("gdpr" or "ccpa"))
            return (null, "regulation must be gdpr or ccpa.");
        if (version is not null && version != ApiVersion)
            return (null, "api_version must be 2.0.");
        var now = time.GetUtcNow();
        if (asked > now + SkewMax || asked < now.AddDays(-DaysBackMax))
            return (null, "submitted_time must be of the last 90 days.");
        if (addresses is not [var typed] || MailAddress.Read(typed) is not { } address)
            return (null, "subject_identities must have one identity of type email and format raw: the person's own address.");
        if (address == own)
            return (null, "The identity must be the person's own address and not the controller's.");
        string[] says =
        [
            "OpenDSR 2.0", $"subject_request_type: {type}", $"regulation: {regulation}", $"subject_request_id: {id}",
            string.Create(CultureInfo.InvariantCulture, $"submitted_time: {asked:O}"),
            string.Create(CultureInfo.InvariantCulture, $"status_callback_urls: {callbacks.Count}"),
        ];
        return (new DsrRequest(
            number, kind, address, regulation is "ccpa" ? "US-CA" : null, asked < now ? asked : now, string.Join('\n', says)), null);
    }

    /// <summary>The case of a request of a controller's; null where there is none.</summary>
    public static async Task<CaseFile?> FindAsync(ProtocolCases cases, DsrController controller, string id, CancellationToken cancel) =>
        IdOf(id) is { } number
            ? await cases.FindAsync(await IdAsync(cases, controller, number, cancel), CaseChannel.OpenDsr, controller.Id, cancel) : null;

    /// <summary>The id of a request's case.</summary>
    public static ValueTask<Guid> IdAsync(ProtocolCases cases, DsrController controller, Guid request, CancellationToken cancel) =>
        cases.IdOfAsync(CaseChannel.OpenDsr, controller.Id, request.ToString("D"), cancel);

    // Identities of other kinds lead to nobody here, and are left alone.
    private static string? AddressOf(SentObject identity)
    {
        var (type, format) = (identity.Needed("identity_type", WordMax), identity.Needed("identity_format", WordMax));
        var value = identity.Needed("identity_value", AddressMax);
        return type == Email && format == Raw ? value : null;
    }

    private static CaseKind? KindOf(string type) => type switch
    {
        "access" => CaseKind.Access,
        "portability" => CaseKind.Portability,
        "erasure" => CaseKind.Erasure,
        _ => null,
    };
}
