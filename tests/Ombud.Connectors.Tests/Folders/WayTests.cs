using Ombud.Connectors.Describing;
using Ombud.Connectors.Following;
using Ombud.Connectors.Tests.Contract;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Folders;

/// <summary>What is followed through files is found again after a crash, is nobody else's, and is the same when it goes.</summary>
public sealed class WayTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_table_on_the_way_in_which_nothing_changes_leads_to_the_rest_after_a_crash()
    {
        using var folder = new TestFolder();
        folder.Write("customers.csv", $"id,email\n1,{Anna}\n2,{Rolf}\n");
        folder.Write("orders.csv", "id,customer\n10,1\n11,2\n");
        folder.Write("lines.csv", "id,order,what\n100,10,hers\n101,11,his\n");
        await using var database = new CsvFolder();
        var plan = Plan(database,
            Table("customers", TableErasure.Fields, Field("id"), Email(FieldErasure.Anonymise)),
            Table("orders", TableErasure.Keep, Field("id"), BelongsTo("customer", "customers.id")),
            Table("lines", Field("id"), BelongsTo("order", "orders.id"), Field("what")));

        await EraseInTwoTriesAsync(folder, plan);

        Assert.DoesNotContain(Anna, folder.Read("customers.csv"), StringComparison.Ordinal);
        Assert.Equal("id,order,what\n101,11,his\n", folder.Read("lines.csv"));
    }

    [Fact]
    public async Task A_table_on_the_way_leads_on_also_to_what_it_owns()
    {
        using var folder = new TestFolder();
        folder.Write("customers.csv", $"id,email\n1,{Anna}\n2,{Rolf}\n");
        folder.Write("orders.csv", "id,customer,address\n10,1,5\n11,2,6\n");
        folder.Write("addresses.csv", "id,note\n5,50\n6,60\n");
        folder.Write("notes.csv", "id,text\n50,hers\n60,his\n");
        await using var database = new CsvFolder();
        var plan = Plan(database,
            Table("customers", TableErasure.Keep, Field("id"), Email()),
            Table("orders", Field("id"), BelongsTo("customer", "customers.id"), Owns("address", "addresses.id")),
            Table("addresses", TableErasure.Keep, Field("id"), Owns("note", "notes.id")),
            Table("notes", Field("id"), Field("text")));

        await EraseInTwoTriesAsync(folder, plan);

        Assert.Equal("id,customer,address\n11,2,6\n", folder.Read("orders.csv"));
        Assert.Equal("id,text\n60,his\n", folder.Read("notes.csv"));
    }

    [Fact]
    public async Task A_file_that_was_replaced_after_it_was_read_is_left_and_the_next_try_goes_by_the_new_one()
    {
        using var folder = new TestFolder();
        folder.Write("t.csv", $"id,email\n1,{Anna}\n2,{Rolf}\n");
        var table = Table("t", Field("id"), Email());
        await using var connector = folder.Open();
        var keys = await connector.FindAsync(table, "email", [Anna], None).Select(row => new[] { row[0]! }).ToArrayAsync();
        folder.Write("new", $"id,email\n1,{Rolf}\n2,{Anna}\n");
        File.Move(folder.PathOf("new"), folder.PathOf("t.csv"), overwrite: true);

        await using (var erasing = await connector.BeginErasingAsync([table], None))
            await TestFolder.TellsAsync("changed by somebody else", "t", () => erasing.DeleteAsync(table, keys, None));
        Assert.Contains(Rolf, folder.Read("t.csv"), StringComparison.Ordinal);

        await using var database = new CsvFolder();
        Assert.True((await ErasePerson.RunAsync(Plan(database, table), connector, Of(Anna), None)).IsVerified);
        Assert.Equal($"id,email\n1,{Rolf}\n", folder.Read("t.csv"));
    }

    [Fact]
    public async Task An_owner_who_writes_a_number_with_zeros_at_its_end_is_an_owner()
    {
        using var folder = new TestFolder();
        folder.Write("customers.jsonl",
            $"{{\"id\":1,\"email\":\"{Anna}\",\"address\":5.0}}\n{{\"id\":2,\"email\":\"{Rolf}\",\"address\":5}}\n");
        folder.Write("addresses.csv", "id,street\n5,Theirs\n");
        await using var database = new CsvFolder();
        var plan = Plan(database,
            Table("customers", Field("id"), Email(), Owns("address", "addresses.id")), Table("addresses", Field("id"), Field("street")));
        await using var connector = folder.Open();

        Assert.True((await ErasePerson.RunAsync(plan, connector, Of(Anna), None)).IsVerified);

        Assert.Equal("id,street\n5,Theirs\n", folder.Read("addresses.csv"));
        Assert.DoesNotContain(Anna, folder.Read("customers.jsonl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_rows_of_one_key_are_not_taken_for_one()
    {
        using var folder = new TestFolder();
        folder.Write("t.csv", $"id,email,name\n1,{Anna},canary\n1,{Anna},x\n2,{Rolf},y\n");
        var table = Table("t", Field("id"), Email(), Field("name"));
        await using var database = new CsvFolder();
        await using var connector = folder.Open();

        await TestFolder.TellsAsync("Several rows have one key", "t", async () =>
            await FollowPerson.RunAsync(Plan(database, table), connector, Of(Anna)).CountAsync());

        Assert.Equal(["2|rolf@shop.example|y"], await folder.FindAsync(table, "email", Rolf));
    }

    // The first is killed when one of two files has taken its place.
    private static async Task EraseInTwoTriesAsync(TestFolder folder, SystemPlan plan)
    {
        await using (var connector = folder.Open())
        {
            var count = 0;
            connector.Replacing = _ =>
            {
                if (count++ == 1)
                    throw new InvalidOperationException("killed");
            };
            await Assert.ThrowsAsync<InvalidOperationException>(() => ErasePerson.RunAsync(plan, connector, Of(Anna), None));
        }

        await using (var connector = folder.Open())
            Assert.True((await ErasePerson.RunAsync(plan, connector, Of(Anna), None)).IsVerified);
    }
}
