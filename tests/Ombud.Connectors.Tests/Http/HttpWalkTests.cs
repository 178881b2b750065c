using Microsoft.AspNetCore.Http;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Discovering;
using Ombud.Connectors.Following;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Http;

public sealed class HttpWalkTests : OnServer
{
    private async Task<SystemErased> EraseAsync(TableDescription[] tables, string email)
    {
        await using var connector = await Database.OpenAsync(http => http, tables);
        return await ErasePerson.RunAsync(Plan(Database, tables), connector, Of(email));
    }

    private static TableDescription[] Owning =>
    [
        Table("customers", TableErasure.Fields, Field("id"), Email(FieldErasure.Anonymise), Owns("address_id", "addresses.id")),
        Table("addresses", Field("id"), Field("street")),
    ];

    private async Task FillAsync()
    {
        await Database.RunAsync(
            "create table customers (id integer primary key, email varchar(60), address_id integer)",
            "create table addresses (id integer primary key, street varchar(40))");
        await Database.InsertAsync("customers", 1, Anna, 5);
        await Database.InsertAsync("customers", 2, Anna, 6);
        await Database.InsertAsync("customers", 3, Rolf, 7);
        foreach (var id in new[] { 5, 6, 7 })
            await Database.InsertAsync("addresses", id, "Street");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Cut_off_after_any_call_the_next_try_finds_the_rest(int after)
    {
        await FillAsync();
        var done = 0;
        Database.Server.Before = context =>
        {
            if (!HttpMethods.IsGet(context.Request.Method) && done++ == after)
                context.Abort();
            return Task.FromResult(context.RequestAborted.IsCancellationRequested);
        };

        var failure = await TellsAsync("connection was lost", () => EraseAsync(Owning, Anna));

        Assert.Equal(after > 0, failure.Remedy.Contains("which does the rest", StringComparison.Ordinal));
        Assert.True((await EraseAsync(Owning, Anna)).IsVerified);
        Assert.Equal(["7|Street"], await Database.RowsAsync("addresses"));
        Assert.DoesNotContain(await Database.RowsAsync("customers"), row => row.Contains(Anna, StringComparison.Ordinal));
        Assert.Contains("3|rolf@shop.example|7", await Database.RowsAsync("customers"));
    }

    [Fact]
    public async Task A_call_that_was_done_and_whose_answer_was_lost_is_done()
    {
        await FillAsync();
        var lost = false;
        Database.Server.Before = async context =>
        {
            if (!HttpMethods.IsDelete(context.Request.Method) || lost)
                return false;

            lost = true;
            await Database.RunAsync("delete from addresses where id in (5, 6)");
            context.Abort();
            return true;
        };

        await TellsAsync("connection was lost", () => EraseAsync(Owning, Anna));

        var again = await EraseAsync(Owning, Anna);
        Assert.True(again.IsVerified);
        Assert.Equal(["7|Street"], await Database.RowsAsync("addresses"));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task What_is_gone_when_its_turn_comes_counts_as_gone(int status)
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, Anna, "Anna");
        Database.Server.Before = async context =>
        {
            if (!HttpMethods.IsDelete(context.Request.Method))
                return false;

            await Database.RunAsync("delete from customers");
            await WriteAsync(context, "{}", status: status);
            return true;
        };

        Assert.True((await EraseAsync(Shop, Anna)).IsVerified);
    }

    [Fact]
    public async Task A_deletion_that_is_answered_and_not_done_is_not_verified()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, Anna, "Anna");
        Database.Server.Before = async context =>
        {
            if (!HttpMethods.IsDelete(context.Request.Method))
                return false;

            await WriteAsync(context, "{}", status: 202);
            return true;
        };

        Assert.Equal(new Dictionary<string, int> { ["customers"] = 1 }, (await EraseAsync(Shop, Anna)).Left);
    }

    [Fact]
    public async Task Rows_that_were_not_asked_for_are_nobodys()
    {
        await Database.CreateShopAsync();
        string[] found = [Canary, Rolf, "C" + Canary[1..]];
        var rows = string.Join(',', found.Select((email, id) => $"{{\"id\": {id}, \"email\": \"{email}\", \"name\": \"A\"}}"));
        Answer(context => WriteAsync(context, $"{{\"data\": {{\"rows\": [{rows}, {{\"id\": 9, \"email\": null}}]}}}}"));

        Assert.Equal([0L], (await FindAsync(Bare)).Select(row => row[0]));
    }

    [Fact]
    public async Task A_call_that_pays_no_heed_to_what_it_is_asked_is_found_out_before_anything_is_touched()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, Anna, "Anna");
        await using var connector = await Database.OpenAsync(
            http => Finding(http, find => find with { Call = new(HttpVerb.Get, "/tables/{table}?limit=9&mail={value}") }), Shop);

        var failure = await TellsAsync("whatever it is asked", () => connector.DiscoverAsync(CancellationToken.None));

        Assert.Equal("customers", failure.Table);
    }

    [Fact]
    public async Task A_row_without_the_field_that_was_asked_by_or_its_key_stops()
    {
        Answer(context => WriteAsync(context, "{\"data\": {\"rows\": [{\"id\": 1, \"mail\": \"x\"}]}}"));
        await TellsAsync("no field email", () => FindAsync(Bare));

        Answer(context => WriteAsync(context, $"{{\"data\": {{\"rows\": [{{\"no\": 1, \"email\": \"{Canary}\"}}]}}}}"));
        await TellsAsync("no field id", () => FindAsync(Bare));
    }

    [Fact]
    public async Task Where_404_means_nobody_it_does()
    {
        Answer(context => WriteAsync(context, "{}", status: 404));

        Assert.Empty(await FindAsync(http => Finding(http, find => find with { NotFoundIsNobody = true })));
    }

    [Fact]
    public async Task What_some_rows_show_is_compared_with_what_is_described()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, Anna, null);
        var system = Plan(Database, Shop).System;
        await using (var connector = await Database.OpenAsync(http => http, Shop))
            Assert.Empty(CompareSchema.Of(system, await connector.DiscoverAsync(CancellationToken.None)));

        await Database.RunAsync("alter table customers rename column name to called");

        await using var again = await Database.OpenAsync(http => http, Shop);
        Assert.Equal(
            [
                new(SchemaDifferenceKind.FieldMissing, "customers", "name"),
                new(SchemaDifferenceKind.FieldUndescribed, "customers", "called"),
            ],
            CompareSchema.Of(system, await again.DiscoverAsync(CancellationToken.None)));
        await using var omitting = await Database.OpenAsync(http => http with { OmitsNulls = true }, Shop);
        Assert.DoesNotContain(
            CompareSchema.Of(system, await omitting.DiscoverAsync(CancellationToken.None)), difference => difference.Breaks);
        await using var blind = await Database.OpenAsync(Bare, Shop);
        Assert.Empty(CompareSchema.Of(system, await blind.DiscoverAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_found_out()
    {
        await using var connector = await Database.OpenAsync(http => http, Shop);

        await TellsAsync("no such table", () => connector.DiscoverAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_object_is_emptied_and_never_stood_in_for()
    {
        await Database.RunAsync("create table customers (id integer primary key, email varchar(60), facts text)");
        await Database.InsertAsync("customers", 1, Anna, "{\"name\": \"Anna\"}");
        TableDescription[] Facts(FieldErasure erase) =>
            [Table("customers", TableErasure.Fields, Field("id"), Email(), Field("facts", erase))];

        await TellsAsync("Nothing can stand in", () => EraseAsync(Facts(FieldErasure.Anonymise), Anna));

        Assert.True((await EraseAsync(Facts(FieldErasure.Null), Anna)).IsVerified);
        Assert.Equal([$"1|{Anna}|null"], await Database.RowsAsync("customers"));
    }

    [Fact]
    public async Task Many_values_are_asked_for_at_once_where_a_call_takes_them()
    {
        Answer(context => WriteAsync(context, "{\"data\": {\"rows\": []}}"));

        await FindAsync(
            http => Finding(http, find => find with { Call = new(HttpVerb.Post, "/find", "{\"in\": \"{values}\"}") }),
            [.. Enumerable.Range(0, 500).Cast<object>()]);

        Assert.Single(Targets);
    }
}
