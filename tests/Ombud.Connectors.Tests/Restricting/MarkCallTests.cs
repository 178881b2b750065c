using Microsoft.AspNetCore.Http;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Restricting;
using Ombud.Connectors.Tests.Http;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Restricting;

/// <summary>A service that has calls of its own to restrict and to lift.</summary>
public sealed class MarkCallTests : OnServer
{
    private static TableDescription[] Readers =>
    [
        Table("readers", Field("id"), Email(), Field("blocked")) with
        {
            Restricting = new() { Field = "blocked", To = 1m, Back = 0m },
            Http = new()
            {
                Restrict = new(HttpVerb.Post, "/readers/{key}/block", "{\"reader\": \"{key}\"}"),
                Lift = new(HttpVerb.Delete, "/readers/{key}/block"),
            },
        },
    ];

    private async Task<SystemRestricted> RestrictAsync(bool isOn)
    {
        await using var connector = await Database.OpenAsync(http => http, Readers);
        return await RestrictPerson.RunAsync(Plan(Database, Readers), connector, Of(Anna), isOn);
    }

    private async Task FillAsync(bool works)
    {
        await Database.RunAsync("create table readers (id integer primary key, email varchar(60), blocked integer)");
        await Database.InsertAsync("readers", 1, Anna, 0);
        await Database.InsertAsync("readers", 2, Rolf, 0);
        Database.Server.Before = async context =>
        {
            if (context.Request.Path != "/api/readers/1/block")
                return false;

            Targets.Add(context.Request.Method);
            var blocked = HttpMethods.IsPost(context.Request.Method) ? 1 : 0;
            if (works)
                await Database.RunAsync($"update readers set blocked = {blocked} where id = 1");
            context.Response.StatusCode = 204;
            return true;
        };
    }

    [Fact]
    public async Task They_are_called_once_for_each_row_and_the_field_tells_whether_they_worked()
    {
        await FillAsync(works: true);

        Assert.Equal(new SystemRestricted(1, 0, 0, 0, 0, 0), await RestrictAsync(true));
        Assert.Equal(["1|anna@shop.example|1", "2|rolf@shop.example|0"], await Database.RowsAsync("readers"));
        Assert.Equal(new SystemRestricted(0, 1, 0, 0, 0, 0), await RestrictAsync(true));
        Assert.Equal(new SystemRestricted(1, 0, 0, 0, 0, 0), await RestrictAsync(false));

        Assert.Equal(["POST", "DELETE"], Targets);
        Assert.Equal(["1|anna@shop.example|0", "2|rolf@shop.example|0"], await Database.RowsAsync("readers"));
    }

    [Fact]
    public async Task A_service_that_says_yes_and_does_nothing_is_not_verified()
    {
        await FillAsync(works: false);

        var restricted = await RestrictAsync(true);

        Assert.Equal(new SystemRestricted(1, 0, 0, 0, 0, 1), restricted);
        Assert.False(restricted.IsVerified);
    }
}
