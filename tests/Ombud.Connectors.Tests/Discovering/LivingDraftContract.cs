using System.Globalization;
using Ombud.Connectors.Discovering;
using Ombud.Connectors.Following;
using Ombud.Connectors.Tests.Contract;
using Ombud.Connectors.Tests.Loading;

namespace Ombud.Connectors.Tests.Discovering;

public sealed class PostgreSqlLivingDraftTests : LivingDraftContract<PostgreSqlDatabase>;

public sealed class MariaDbLivingDraftTests : LivingDraftContract<MariaDbDatabase>;

public sealed class SqliteLivingDraftTests : LivingDraftContract<SqliteDatabase>;

public abstract class LivingDraftContract<TDatabase> : OnEveryDatabase<TDatabase>
    where TDatabase : TestDatabase, new()
{
    [Fact]
    public async Task A_draft_of_a_living_schema_once_decided_is_true_of_it_and_finds_a_person()
    {
        await Database.CreateShopAsync();
        await Database.RunAsync(
            $"create table {Database.Quote("önskade orter")} ({Database.Quote("rad nr")} integer primary key, "
                + "customer_id integer, ort varchar(40), foreign key (customer_id) references customers (id))",
            "create table products (id integer primary key, sku varchar(10))");
        await Database.InsertAsync("customers", 1, Plans.Anna, "Anna");
        await Database.InsertAsync("customers", 2, Plans.Rolf, "Rolf");
        await Database.InsertAsync("orders", 10, 1, "hers");
        await Database.InsertAsync("orders", 11, 2, "his");
        await Database.InsertAsync("önskade orter", 20, 1, "Umeå");
        await using var connector = await Database.OpenAsync();
        var live = await DiscoverAsync();

        var text = DraftDataset.Of(new("shop", Database.Kind, "Shop", "allegis-group"), live, LiveSchemas.World);

        Assert.EndsWith("\n#   products\n", text, StringComparison.Ordinal);
        var loading = DatasetText.Load(text.Replace("subjects: []", "subjects: [contact]", StringComparison.Ordinal), LiveSchemas.World);
        Assert.Empty(loading.Errors);
        Assert.Empty(CompareSchema.Of(loading.System!, live));
        var rows = new List<string>();
        await foreach (var row in FollowPerson.RunAsync(
            PlanSystem.Run(loading.System!), connector, Plans.Of(Plans.Anna), FollowPerson.RowsMax, CancellationToken.None))
            rows.Add(string.Join("|", row.Values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))));
        Assert.Equal(["10|1|hers", "1|anna@shop.example|Anna", "20|1|Umeå"], rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_living_schema_that_changed_differs_from_its_description_by_what_changed()
    {
        await Database.CreateShopAsync();
        var system = Plans.Plan(Database, Plans.Shop).System;
        Assert.Empty(CompareSchema.Of(system, await DiscoverAsync()));

        await Database.RunAsync(
            "alter table customers add nickname varchar(40)",
            "create table letters (id integer primary key, customer_id integer, foreign key (customer_id) references customers (id))");
        await Database.RenameAsync("orders", "note", "remark");

        Assert.Equal(
            [
                new(SchemaDifferenceKind.FieldUndescribed, "customers", "nickname"),
                new(SchemaDifferenceKind.FieldMissing, "orders", "note"),
                new(SchemaDifferenceKind.FieldUndescribed, "orders", "remark"),
                new(SchemaDifferenceKind.TableUndescribed, "letters", null),
            ],
            CompareSchema.Of(system, await DiscoverAsync()));
    }
}
