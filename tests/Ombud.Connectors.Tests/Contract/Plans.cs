using Ombud.Connectors.Describing;
using Ombud.Connectors.Following;

namespace Ombud.Connectors.Tests.Contract;

/// <summary>Descriptions and plans in a few words.</summary>
internal static class Plans
{
    public const string Anna = "anna@shop.example";
    public const string Rolf = "rolf@shop.example";

    public static Person Of(string email) => new([(IdentifierKind.Email, email)]);

    public static FieldDescription Field(string name, FieldErasure erase = FieldErasure.Keep) => new() { Name = name, Erase = erase };

    public static FieldDescription Email(FieldErasure erase = FieldErasure.Keep) =>
        new() { Name = "email", Identifies = IdentifierKind.Email, Erase = erase };

    /// <summary>A field that refers to <c>table.field</c>.</summary>
    public static FieldDescription Reference(
        string name, ReferenceMeaning meaning, string target, FieldErasure erase = FieldErasure.Keep) => new()
        {
            Name = name,
            Erase = erase,
            Reference = new FieldReference(meaning, target[..target.LastIndexOf('.')], target[(target.LastIndexOf('.') + 1)..]),
        };

    public static FieldDescription BelongsTo(string name, string target) => Reference(name, ReferenceMeaning.BelongsTo, target);

    public static FieldDescription Owns(string name, string target) => Reference(name, ReferenceMeaning.Owns, target);

    public static TableDescription Table(string name, params FieldDescription[] fields) => Table(name, TableErasure.Delete, fields);

    public static TableDescription Table(string name, TableErasure erase, params FieldDescription[] fields) =>
        new() { Name = name, Key = [fields[0].Name], Fields = fields, Erase = erase };

    /// <summary>The shop of <see cref="TestDatabase.CreateShopAsync"/>.</summary>
    public static TableDescription[] Shop =>
    [
        Table("customers", Field("id"), Email(), Field("name")),
        Table("orders", Field("id"), BelongsTo("customer_id", "customers.id"), Field("note")),
    ];

    public static SystemPlan Plan(TestDatabase database, params TableDescription[] tables)
    {
        var references = tables.SelectMany(table => table.Fields.Where(field => field.Reference is not null)
            .Select(field => (Table: table, Field: field.Name, To: field.Reference!))).ToList();
        TableDescription Named(string name) => tables.Single(table => table.Name == name);
        var ways = tables.ToDictionary(table => table.Name, table => (IReadOnlyList<Way>)
        [
            .. references.Where(each => each.To.Meaning is ReferenceMeaning.BelongsTo && each.To.Table == table.Name)
                .Select(each => new Way(each.To.Field, each.Table, each.Field)),
            .. references.Where(each => each.To.Meaning is ReferenceMeaning.Owns && each.Table == table)
                .Select(each => new Way(each.Field, Named(each.To.Table), each.To.Field)),
        ]);
        var order = new List<TableDescription>();
        var left = tables.ToList();
        while (left.Count > 0)
        {
            // The first to which none of the others refers; in a circle, the first.
            var next = left.Find(table => !references.Exists(each =>
                each.Table != table && left.Contains(each.Table) && each.To.Table == table.Name)) ?? left[0];
            order.Add(next);
            left.Remove(next);
        }

        return new SystemPlan(
            new SystemDescription
            {
                Id = "shop", Title = "Shop", Kind = database.Kind, Connection = "Shop", Controller = "shop", Subjects = ["buyer"],
                Tables = tables,
            },
            [.. tables.SelectMany(table => table.Fields.Where(field => field.Identifies is not null).Select(field => (table, field)))],
            ways,
            order);
    }
}
