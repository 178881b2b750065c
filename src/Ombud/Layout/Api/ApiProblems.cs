using System.Globalization;

namespace Ombud.Layout.Api;

/// <summary>The problems that any call can meet; what belongs to one capability stands there.</summary>
internal static class ApiProblems
{
    internal static readonly ProblemKind BadRequest = new("bad-request", 400,
        new(sv: "Anropet gick inte att förstå.", en: "The request could not be understood."),
        new(sv: "Adressen eller en parameter i den har fel form. Listan errors säger vilken.",
            en: "The address or a parameter in it has the wrong form. The list errors says which."));

    internal static readonly ProblemKind BodyMissing = new("body-missing", 400,
        new(sv: "Anropet har ingen kropp.", en: "The request has no body."),
        new(sv: "Skicka ett JSON-objekt. OpenAPI-dokumentet visar dess form.",
            en: "Send a JSON object. The OpenAPI document shows its shape."));

    internal static readonly ProblemKind JsonMalformed = new("json-malformed", 400,
        new(sv: "Kroppen är inte giltig JSON.", en: "The body is not valid JSON."),
        new(sv: "Den ska vara JSON enligt RFC 8259 i UTF-8, utan kommentarer, avslutande kommatecken eller upprepade namn.",
            en: "It must be JSON as in RFC 8259, in UTF-8, without comments, trailing commas or repeated names."));

    internal static readonly ProblemKind BodyInvalid = new("body-invalid", 400,
        new(sv: "Kroppen följer inte formatet.", en: "The body does not follow the format."),
        new(sv: "Listan errors nämner stället och regeln: okänd, dubbel eller saknad medlem, fel typ, för djupt, för långt, "
                + "eller ett styrtecken i en text. Ingenting har sparats.",
            en: "The list errors names the place and the rule: a member unknown, repeated or missing, a wrong type, too deep, too "
                + "long, or a control character in a text. Nothing was stored."));

    internal static readonly ProblemKind ApiKeyRequired = new("api-key-required", 401,
        new(sv: "Det krävs en giltig API-nyckel.", en: "A valid API key is required."),
        new(sv: "Skicka den som Authorization: Bearer ombud_…. Nyckeln kan ha gått ut eller återkallats.",
            en: "Send it as Authorization: Bearer ombud_…. The key may have expired or been revoked."));

    internal static readonly ProblemKind OutOfScope = new("out-of-scope", 403,
        new(sv: "API-nyckeln får inte göra detta.", en: "The API key may not do this."),
        new(sv: "Be den som driver tjänsten om en nyckel med rätt omfattning.",
            en: "Ask whoever runs the service for a key with the right scope."));

    internal static readonly ProblemKind ScopeController = new("scope-controller", 403,
        new(sv: "API-nyckeln gäller inte den personuppgiftsansvariges uppgifter.",
            en: "The API key does not reach that controller's data."),
        new(sv: "Varje nyckel är begränsad till de bolag som den gavs ut för. Ett annat bolags uppgifter läses med dess egen nyckel.",
            en: "Each key is limited to the companies it was issued for. Another company's data takes a key of its own."));

    internal static readonly ProblemKind ScopePurpose = new("scope-purpose", 403,
        new(sv: "API-nyckeln gäller inte ändamålet.", en: "The API key does not reach that purpose."),
        new(sv: "Varje nyckel är begränsad till de ändamål som den gavs ut för.",
            en: "Each key is limited to the purposes it was issued for."));

    internal static readonly ProblemKind ScopeAction = new("scope-action", 403,
        new(sv: "API-nyckeln får inte användas för detta anrop.", en: "The API key may not be used for this call."),
        new(sv: "Varje nyckel är begränsad till vissa handlingar, såsom decide, read och disclose.",
            en: "Each key is limited to certain actions, such as decide, read and disclose."));

    internal static readonly ProblemKind KeyUnfit = new("idempotency-key-unfit", 400,
        new(sv: "Idempotensnyckeln duger inte.", en: "The idempotency key will not do."),
        new(sv: "Den är 1 till 255 synliga ASCII-tecken.", en: "It is 1 to 255 visible ASCII characters."));

    internal static readonly ProblemKind KeyReused = new("idempotency-key-reused", 409,
        new(sv: "Idempotensnyckeln har använts till något annat.", en: "The idempotency key was used for something else."),
        new(sv: "Samma nyckel hör till samma anrop i 24 timmar. Välj en ny.",
            en: "The same key belongs to the same request for 24 hours. Choose a new one."));

    internal static readonly ProblemKind NotFound = new("not-found", 404,
        new(sv: "Det finns inget på den adressen.", en: "There is nothing at that address."),
        new(sv: "Kontrollera sökvägen mot OpenAPI-dokumentet.", en: "Check the path against the OpenAPI document."));

    internal static readonly ProblemKind MethodNotAllowed = new("method-not-allowed", 405,
        new(sv: "Adressen tar inte emot den metoden.", en: "The address does not take that method."),
        new(sv: "Sidhuvudet Allow säger vilka den tar emot.", en: "The header Allow says which it takes."));

    internal static readonly ProblemKind TooLarge = new("body-too-large", 413,
        new(sv: "Kroppen är för stor.", en: "The body is too large."),
        new(sv: "Gränsen är 64 KiB, för samtycken 16 KiB, för inlämningar och frågor om beslut 512 KiB och för filer 10 MiB. "
                + "Dela upp anropet.",
            en: "The limit is 64 KiB, for consents 16 KiB, for submissions and questions to decide 512 KiB and for files 10 MiB. "
                + "Split the call."));

    internal static readonly ProblemKind MediaType = new("media-type", 415,
        new(sv: "Kroppen måste vara JSON.", en: "The body must be JSON."),
        new(sv: "Skicka Content-Type: application/json; teckenkodningen är alltid UTF-8.",
            en: "Send Content-Type: application/json; the encoding is always UTF-8."));

    internal static readonly ProblemKind TooMany = new("too-many-requests", 429,
        new(sv: "Anropen är för många.", en: "There are too many calls."),
        new(sv: "Vänta så länge som sidhuvudet Retry-After säger.", en: "Wait as long as the header Retry-After says."));

    internal static readonly ProblemKind Internal = new("internal-error", 500,
        new(sv: "Något gick fel hos oss.", en: "Something went wrong on our side."),
        new(sv: "Försök igen om en stund. Uppge traceId när du frågar driften.",
            en: "Try again in a while. Name the traceId when you ask the operators."));

    internal static readonly ProblemKind Unavailable = new("storage-unavailable", 503,
        new(sv: "Det går inte att spara eller läsa just nu.", en: "Nothing can be stored or read right now."),
        new(sv: "Ingenting har sparats. Försök igen om en stund, med samma Idempotency-Key.",
            en: "Nothing was stored. Try again in a while, with the same Idempotency-Key."));

    internal static readonly ProblemKind StorageFull = new("storage-full", 507,
        new(sv: "Lagringen är full.", en: "The storage is full."),
        new(sv: "Ingenting har sparats. Det som redan har kvitterats finns kvar. Försök igen när driften har gjort plats.",
            en: "Nothing was stored. What was acknowledged before is still there. Try again when the operators have made room."));

    internal static readonly ProblemKind TimedOut = new("timed-out", 504,
        new(sv: "Anropet tog för lång tid.", en: "The request took too long."),
        new(sv: "Försök igen; ett avbrutet anrop har antingen gjorts helt eller inte alls.",
            en: "Try again; a call that was cut off was done either wholly or not at all."));

    /// <summary>A body beyond its limit, with the limit.</summary>
    internal static ProblemAnswer TooLargeFor(long limit) => TooLarge.Answer(
        new ProblemError("$", "body-too-large", string.Create(CultureInfo.InvariantCulture, $"It may have {limit} bytes at most.")));

    /// <summary>All of them.</summary>
    internal static readonly IReadOnlyList<ProblemKind> All =
    [
        BadRequest, BodyMissing, JsonMalformed, BodyInvalid, ApiKeyRequired, OutOfScope, ScopeController, ScopePurpose,
        ScopeAction, NotFound, MethodNotAllowed, KeyUnfit, KeyReused, TooLarge, MediaType, TooMany, Internal, Unavailable, TimedOut,
        StorageFull,
    ];

    /// <summary>The problem of a bare status, where nobody has said more.</summary>
    internal static ProblemKind OfStatus(int status) =>
        All.FirstOrDefault(kind => kind.Status == status && !kind.Code.StartsWith("body-m", StringComparison.Ordinal))
        ?? (status < StatusCodes.Status500InternalServerError ? BadRequest : Internal) with { Status = status };
}
