using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.SignIn;
using Ombud.SignIn.ApiKeys;
using Ombud.SignIn.People;

namespace Ombud.Tests.SignIn;

/// <summary>Endpoints that demand each of the policies, mapped in every test's product.</summary>
internal static class SampleEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/{language}/test/person", (CurrentPerson person) => $"{person.Required} {person.IsFresh}")
            .RequireAuthorization(Access.Person);
        app.MapGet("/{language}/test/fresh", () => "fresh").RequireAuthorization(Access.FreshCode);
        app.MapGet("/{language}/console/test", (HttpContext http) =>
            $"{http.User.Identity!.Name} {http.User.IsInRole("officer")}")
            .RequireAuthorization(Access.Staff);
        app.MapGet("/api/test/failing/{word}", IResult (string word) => throw new InvalidOperationException(word));
        app.MapGet(
            "/api/test",
            (ApiCaller caller, string controller, string purpose, string action) =>
                caller.Allows(controller, purpose, action))
            .RequireAuthorization(Access.Api).RequireRateLimiting(RateLimits.Api);
    }
}

internal sealed record SampleErased : Fact
{
    public override StandingChange? ChangeAt(DateTimeOffset at) => new StandingChange.Erased(at);
}

[JsonSerializable(typeof(SampleErased))]
internal sealed partial class SampleErasedJson : JsonSerializerContext;
