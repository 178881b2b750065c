namespace Ombud.SignIn;

/// <summary>The ways of saying who is asking.</summary>
internal static class Schemes
{
    /// <summary>A person, by a code sent to their address; a cookie.</summary>
    public const string Person = "Person";

    /// <summary>Somebody of the staff, by a local account; a cookie.</summary>
    public const string Staff = "Staff";

    /// <summary>A site or application, by an API key in the <c>Authorization</c> header.</summary>
    public const string ApiKey = "ApiKey";

    /// <summary>Chooses among them by the request: header, Console, anything else.</summary>
    public const string Any = "Any";
}

/// <summary>What an endpoint may demand with <c>RequireAuthorization</c>.</summary>
internal static class Access
{
    /// <summary>A signed-in person.</summary>
    public const string Person = "Person";

    /// <summary>A person who entered a code within the last ten minutes: erasure, special categories.</summary>
    public const string FreshCode = "FreshCode";

    /// <summary>Signed-in staff: the privacy office for anything, the data protection officer for reading.</summary>
    public const string Staff = "Staff";

    /// <summary>A valid API key; what it may do is asked of <see cref="ApiKeys.ApiCaller"/>.</summary>
    public const string Api = "Api";
}
