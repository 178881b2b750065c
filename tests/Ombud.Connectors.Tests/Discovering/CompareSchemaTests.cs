using CsCheck;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Discovering;
using Ombud.Connectors.Tests.Loading;
using Ombud.Connectors.Tests.Planning;

namespace Ombud.Connectors.Tests.Discovering;

public sealed class CompareSchemaTests
{
    private static SystemDescription System { get; } = DatasetText.Load(DatasetText.Sound).System!;

    private static IReadOnlyList<LiveTable> Live { get; } = LiveSchemas.Of(System);

    [Fact]
    public void A_system_as_it_is_described_has_no_difference() =>
        DrawnSystems.All.Sample(system => Assert.Empty(CompareSchema.Of(system, LiveSchemas.Of(system))), iter: 200);

    [Fact]
    public void A_table_that_is_gone_is_told_and_nothing_of_its_fields() =>
        Assert.Equal([new(SchemaDifferenceKind.TableMissing, "orders", null)], CompareSchema.Of(System, [Live[0], Live[2]]));

    [Fact]
    public void A_field_that_is_gone_and_one_that_is_new_are_told_in_the_order_of_the_description() =>
        Assert.Equal(
            [
                new(SchemaDifferenceKind.FieldMissing, "customers", "nickname"),
                new(SchemaDifferenceKind.FieldUndescribed, "customers", "Nickname"),
                new(SchemaDifferenceKind.FieldUndescribed, "sales.addresses", "town"),
            ],
            CompareSchema.Of(System,
            [
                Live[2] with { Fields = [.. Live[2].Fields, LiveSchemas.Field("town")] },
                Live[1],
                Live[0] with { Fields = [.. Live[0].Fields.Select(one => one with { Name = one.Name.Replace("nick", "Nick") })] },
            ]));

    [Fact]
    public void Another_key_is_told_and_the_same_in_another_order_is_not()
    {
        Assert.Equal(["line", "id"], Reordered(["line", "id"]).Key);
        Assert.Empty(CompareSchema.Of(System, [Live[0], Reordered(["line", "id"]), Live[2]]));
        Assert.Equal([new(SchemaDifferenceKind.KeyDiffers, "orders", null)],
            CompareSchema.Of(System, [Live[0], Reordered(["id"]), Live[2]]));
        Assert.Equal([new(SchemaDifferenceKind.KeyDiffers, "orders", null)],
            CompareSchema.Of(System, [Live[0], Reordered(["id", "line", "customer_id"]), Live[2]]));

        static LiveTable Reordered(string[] key) => Live[1] with { Key = key };
    }

    [Fact]
    public void A_table_without_a_key_is_told_apart_by_what_the_description_says() =>
        Assert.Empty(CompareSchema.Of(System, [Live[0], Live[1] with { Key = [] }, Live[2]]));

    [Fact]
    public void A_new_table_is_told_where_it_refers_to_a_described_one_by_one_field_or_several() =>
        Assert.Equal(
            [
                new(SchemaDifferenceKind.TableUndescribed, "letters", null),
                new(SchemaDifferenceKind.TableUndescribed, "parcels", null),
            ],
            CompareSchema.Of(System,
            [
                LiveSchemas.Table("letters", ["id"], ["id", "to"], LiveSchemas.One("to", "customers", "id")),
                .. Live,
                LiveSchemas.Table("parcels", ["id"], ["id", "a", "b"], new LiveReference(["a", "b"], "orders", ["id", "line"])),
                LiveSchemas.Table("products", ["id"], ["id"], LiveSchemas.One("id", "letters", "id")),
            ]));

    [Theory]
    [InlineData(SchemaDifferenceKind.TableMissing, true)]
    [InlineData(SchemaDifferenceKind.FieldMissing, true)]
    [InlineData(SchemaDifferenceKind.KeyDiffers, true)]
    [InlineData(SchemaDifferenceKind.TableUndescribed, false)]
    [InlineData(SchemaDifferenceKind.FieldUndescribed, false)]
    public void What_is_gone_breaks_and_what_is_new_is_to_be_decided(SchemaDifferenceKind kind, bool breaks) =>
        Assert.Equal(breaks, new SchemaDifference(kind, "customers", null).Breaks);

    [Theory]
    [InlineData(SystemKind.PostgreSql, "customers", "public.customers")]
    [InlineData(SystemKind.PostgreSql, "public.customers", "customers")]
    [InlineData(SystemKind.SqlServer, "customers", "dbo.customers")]
    [InlineData(SystemKind.SqlServer, "dbo.customers", "customers")]
    [InlineData(SystemKind.Sqlite, "customers", "main.customers")]
    public void A_table_of_the_default_schema_is_the_same_with_its_schema_and_without(SystemKind kind, string described, string live)
    {
        var letters = LiveSchemas.Table("letters", ["id"], ["id", "to"], LiveSchemas.One("to", described, "id"));

        Assert.Empty(CompareSchema.Of(Customers(kind, described), [Named(live)]));
        Assert.Equal([new(SchemaDifferenceKind.TableUndescribed, "letters", null)],
            CompareSchema.Of(Customers(kind, described), [Named(live), letters]));
    }

    [Theory]
    [InlineData(SystemKind.PostgreSql, "archive.customers")]
    [InlineData(SystemKind.PostgreSql, "main.customers")]
    [InlineData(SystemKind.MySql, "public.customers")]
    [InlineData(SystemKind.SqlServer, "sales.customers")]
    [InlineData(SystemKind.Sqlite, "public.customers")]
    public void A_table_of_another_schema_is_another_table(SystemKind kind, string live) =>
        Assert.Equal([new(SchemaDifferenceKind.TableMissing, "customers", null)],
            CompareSchema.Of(Customers(kind, "customers"), [Named(live)]));

    [Theory]
    [InlineData("customers")]
    [InlineData("public.customers")]
    public void Of_two_tables_of_one_name_the_one_of_the_default_schema_is_meant(string meant)
    {
        var archive = LiveSchemas.Table("archive.customers", ["old"], ["old"]);
        var old = LiveSchemas.Table("old letters", ["id"], ["id"], LiveSchemas.One("id", "archive.customers", "old"));

        Assert.Empty(CompareSchema.Of(Customers(SystemKind.PostgreSql, "customers"), [archive, Named(meant), old]));
    }

    // Where another schema is the default one, public is one among others.
    [Fact]
    public void A_name_that_is_there_as_it_stands_goes_before_every_other()
    {
        var other = LiveSchemas.Table("public.customers", ["old"], ["old"], LiveSchemas.One("old", "customers", "id"));

        Assert.Equal([new(SchemaDifferenceKind.TableUndescribed, "public.customers", null)],
            CompareSchema.Of(Customers(SystemKind.PostgreSql, "customers"), [other, Named("customers")]));
    }

    private static LiveTable Named(string name) => LiveSchemas.Table(name, ["id"], ["id", "email"]);

    private static SystemDescription Customers(SystemKind kind, string name) => System with
    {
        Kind = kind,
        Tables =
        [
            new() { Name = name, Key = ["id"], Fields = [new() { Name = "id" }, new() { Name = "email" }], Erase = TableErasure.Delete },
        ],
    };
}
