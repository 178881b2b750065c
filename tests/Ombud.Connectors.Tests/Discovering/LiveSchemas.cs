using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Loading;
using Ombud.Connectors.Tests.Loading;

namespace Ombud.Connectors.Tests.Discovering;

/// <summary>Schemas as a living system might have them, made by hand.</summary>
internal static class LiveSchemas
{
    /// <summary>A shop: people in two tables, what hangs on them nearer and further, and what is nobody's.</summary>
    internal static IReadOnlyList<LiveTable> Shop { get; } =
    [
        Table("products", ["id"], ["id", "sku", "weight"]),
        Table("shipments", ["id"], ["id", "order_number", "line"],
            new LiveReference(["order_number", "line"], "order lines", ["order_number", "line"])),
        Table("order lines", ["order_number", "line"], ["order_number", "line", "product_id", "note"],
            One("order_number", "orders", "number"), One("product_id", "products", "id")),
        Table("orders", ["number"], ["number", "customer_id", "total", "replaces"],
            One("customer_id", "customers", "id"), One("replaces", "orders", "number")),
        Table("customers", ["id"], ["id", "email", "first_name", "Önskad ort", "referred_by", "newest_order"],
            One("referred_by", "customers", "id"), One("newest_order", "orders", "number")),
        Table("reminders", [], ["customer_email", "message"], One("customer_email", "customers", "email")),
        Table("sales.kunder", ["kund nr"], ["kund nr", "e-post", "förnamn", "född", "no"]),
        Table("prices", ["id"], ["id", "price"]),
    ];

    /// <summary>Names and types that would end a line, a text or a comment.</summary>
    internal static IReadOnlyList<LiveTable> Hostile { get; } =
    [
        Table("customers", ["id"], ["id", "email"]) with
        {
            Fields = [Field("id"), Field("email", "text\nsubjects: [all]"), Field("name\"\n    erase: keep"), Field("a: b # c", "x\ny: z")],
        },
        Table("x\"; drop table customers; --\nsystem: other", ["id"], ["id", "email"]),
        Table("seals", ["se\"al", "customer_id"], ["se\"al", "customer_id", "wax\r\nkey: [id]", "stamp"],
            One("customer_id", "customers", "id"), One("wax\r\nkey: [id]", "customers", "id"), One("stamp", "st\u2028amps", "i\nd")),
        Table("letters", ["id"], ["id", "sealed"], One("sealed", "seals", "se\"al")),
        Table("a.b.c", ["id"], ["id", "email"]),
    ];

    internal static DatasetWorld World { get; } = new()
    {
        Categories = DocumentTests.PackIds("categories.yaml"),
        Controllers = new HashSet<string> { "allegis-group" },
        SubjectKinds = DocumentTests.PackIds("subjects.yaml"),
    };

    internal static LiveTable Table(string name, string[] key, string[] fields, params LiveReference[] references) =>
        new(name, key, [.. fields.Select(field => Field(field))], references);

    internal static LiveField Field(string name, string type = "text") => new(name, type, IsNullable: true, LengthMax: null);

    internal static LiveReference One(string field, string table, string target) => new([field], table, [target]);

    /// <summary>The schema that a description is true of.</summary>
    internal static IReadOnlyList<LiveTable> Of(SystemDescription system) =>
    [
        .. system.Tables.Select(table => new LiveTable(
            table.Name, table.Key, [.. table.Fields.Select(field => Field(field.Name))],
            [.. table.Fields.Where(field => field.Reference is not null)
                .Select(field => One(field.Name, field.Reference!.Table, field.Reference.Field))])),
    ];
}
