using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;
using Ombud.MyData.Elsewhere;
using Ombud.MyData.Joining;
using Ombud.SignIn;
using Ombud.SignIn.People;

namespace Ombud.MyData.Reading;

/// <summary>See everything held about oneself (promise <c>rights.access</c>); what is sensitive, after a fresh code.</summary>
internal static class ShowMyData
{
    internal const string Path = "/my-data";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, (
            CurrentPerson person, OwnDataReader reader, OwnSystemsReader systems, Joinables joinables, CancellationToken cancel) =>
            HandleAsync(false, person, reader, systems, joinables, cancel)).RequireAuthorization(Access.Person);
        app.MapPage(Path + "/all", (
            CurrentPerson person, OwnDataReader reader, OwnSystemsReader systems, Joinables joinables, CancellationToken cancel) =>
            HandleAsync(true, person, reader, systems, joinables, cancel)).RequireAuthorization(Access.FreshCode);
    }

    internal static async Task<Results<RazorComponentResult<MyDataPage>, NotFound>> HandleAsync(
        bool showsSensitive, CurrentPerson person, OwnDataReader reader, OwnSystemsReader systems, Joinables joinables,
        CancellationToken cancel)
    {
        if (await reader.ReadAsync(person.Required, cancel) is not { } data)
            return TypedResults.NotFound();
        var joinable = await joinables.FindAsync(person.Required, cancel);
        return new RazorComponentResult<MyDataPage>(new
        {
            Data = data,
            ShowsSensitive = showsSensitive,
            Joinable = joinable.Count,
            HasSystems = systems.HasSystems,
        });
    }
}
