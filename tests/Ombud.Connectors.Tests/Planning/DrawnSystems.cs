using CsCheck;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Tests.Planning;

/// <summary>
/// Systems at random, each of which the loader would accept: every table is reached from one that identifies people, and no
/// references go round in a circle.
/// </summary>
internal static class DrawnSystems
{
    private static readonly string[] Names =
    [
        "customers", "orders", "order lines", "sales.customers", "sales.orders", "hr.people", "2024", "true", "null", "kunder_åäö",
        "T#1", "no",
    ];

    private static readonly string[] FieldNames = ["email", "first name", "ort", "on", "1st", "null", "belongsTo", "city", "~"];

    private static readonly string[] Texts =
        ["Bookkeeping act", "5 kap. 1 §: 'keep' it", "yes", "#1", "12", "a\nb", "- \"x\" {y}: [z], & *w", "Räkenskapsår 2024"];

    // The first four mark, and none of them stands among the others.
    private static readonly object?[] Marks = ["blocked", "true", true, 1m, "1", false, "null", null, 0.5m, "a: b"];

    private static readonly string[] Subjects = ["job-seeker", "no", "buyer", "12"];

    private static readonly string[] Categories = ["contact-details", "health", "pay-and-bank", "own-category", "cv-document"];

    public static Gen<SystemDescription> All { get; } =
        Gen.Int[0, 9999].Array[20, 400].Select(numbers => System(new(numbers)));

    private static SystemDescription System(Choices choose)
    {
        var names = choose.Some(Names, 1, 8);
        var rank = names.ToDictionary(name => name, _ => choose.Next(1000));
        var tables = names.ToDictionary(name => name, name => new Drawn(name, choose.Next(3) == 0 ? ["id", "line"] : ["id"]));
        for (var i = 0; i < names.Count; i++)
        {
            var here = tables[names[i]];
            if (i == 0 || choose.Next(4) == 0)
                here.Identifies = choose.One(Enum.GetValues<IdentifierKind>());
            if (i > 0)
                Connect(here, tables[names[choose.Next(i)]], rank);
            if (i > 0 && choose.Next(2) == 0)
                Mention(here, tables[names[choose.Next(i)]], rank);
            if (choose.Next(5) == 0)
                here.References.Add(new(ReferenceMeaning.BelongsTo, here.Name, here.Key[0]));
        }

        return new()
        {
            Id = choose.One("crm", "shop-2", "true", "123"),
            Title = choose.One(Texts),
            Kind = choose.One(SystemKind.PostgreSql, SystemKind.MySql, SystemKind.SqlServer, SystemKind.Sqlite, SystemKind.Folder),
            Connection = choose.One("Crm", "shop_2", "No"),
            Controller = choose.One("nordlight", "on"),
            Subjects = choose.Some(Subjects, 1, 3),
            Tables = [.. choose.Shuffled(names).Select(name => tables[name].Table(choose))],
        };
    }

    // Of two tables the one of the higher rank refers to the other, whichever of them is found first: so nothing goes in a circle.
    private static void Connect(Drawn found, Drawn from, Dictionary<string, int> rank)
    {
        if (Above(found, from, rank))
            found.References.Add(new(ReferenceMeaning.BelongsTo, from.Name, from.Key[0]));
        else
            from.References.Add(new(ReferenceMeaning.Owns, found.Name, found.Key[^1]));
    }

    private static void Mention(Drawn one, Drawn other, Dictionary<string, int> rank)
    {
        var (referrer, target) = Above(one, other, rank) ? (one, other) : (other, one);
        referrer.References.Add(new(ReferenceMeaning.RefersTo, target.Name, target.Key[0]));
    }

    private static bool Above(Drawn one, Drawn other, Dictionary<string, int> rank) =>
        rank[one.Name] != rank[other.Name] ? rank[one.Name] > rank[other.Name] : string.CompareOrdinal(one.Name, other.Name) > 0;

    private sealed class Drawn(string name, string[] key)
    {
        internal string Name => name;

        internal string[] Key => key;

        internal IdentifierKind? Identifies { get; set; }

        internal List<FieldReference> References { get; } = [];

        internal TableDescription Table(Choices choose)
        {
            var erase = choose.One(Enum.GetValues<TableErasure>());
            var fields = key.Select(one => new FieldDescription { Name = one })
                .Concat(References.Select((reference, index) =>
                    Field($"ref {index}", choose, erase) with { Reference = reference, Category = null, Holds = null }))
                .Concat(choose.Some(FieldNames, 1, 4).Select(one => Field(one, choose, erase))).ToList();
            var last = fields.Count - 1;
            fields[last] = fields[last] with
            {
                Identifies = Identifies,
                Holds = Identifies is null ? fields[last].Holds : null,
                Erase = erase is TableErasure.Fields ? FieldErasure.Anonymise : FieldErasure.Keep,
            };
            fields = choose.Shuffled(fields);
            var stays = fields.Exists(field =>
                field.Erase is FieldErasure.Keep && (field.Category is not null || field.Identifies is not null));
            var needsNone = erase is TableErasure.Delete || (erase is TableErasure.Fields && !stays && choose.Next(2) == 0);
            return new()
            {
                Name = name,
                Key = choose.Shuffled(key),
                Fields = fields,
                Erase = erase,
                Because = needsNone ? null : choose.One(Texts),
                Retention = erase is not TableErasure.Keep && choose.Next(3) == 0
                    ? new() { From = choose.One([.. fields.Select(field => field.Name)]), Months = 1 + choose.Next(1200) } : null,
                Restricting = Restricting(choose, [.. fields.Where(field => !key.Contains(field.Name)
                    && field is { Identifies: null, Reference: null, Holds: null })]),
            };
        }

        private static RestrictingDescription? Restricting(Choices choose, List<FieldDescription> free) =>
            free.Count == 0 || choose.Next(3) > 0 ? null : new()
            {
                Field = choose.One([.. free.Select(field => field.Name)]), To = choose.One(Marks[..4]), Back = choose.One(Marks[4..]),
            };

        private static FieldDescription Field(string name, Choices choose, TableErasure erase) => new()
        {
            Name = name is "~" ? "tilde" : name,
            Category = choose.Next(2) == 0 ? choose.One(Categories) : null,
            Erase = erase is TableErasure.Fields ? choose.One(Enum.GetValues<FieldErasure>()) : FieldErasure.Keep,
            Holds = choose.Next(4) == 0 ? choose.One("name", "cv", "no") : null,
        };
    }
}

/// <summary>Choices made by drawn numbers, one after the other; when they run out it is always the first.</summary>
internal sealed class Choices(int[] numbers)
{
    private int _used;

    internal int Next(int below) => _used < numbers.Length ? numbers[_used++] % below : 0;

    internal T One<T>(params IReadOnlyList<T> among) => among[Next(among.Count)];

    internal List<T> Some<T>(IReadOnlyList<T> among, int min, int max) => Shuffled(among)[..(min + Next(max - min + 1))];

    internal List<T> Shuffled<T>(IReadOnlyList<T> items)
    {
        var left = items.ToList();
        var shuffled = new List<T>(left.Count);
        while (left.Count > 0)
        {
            var at = Next(left.Count);
            shuffled.Add(left[at]);
            left.RemoveAt(at);
        }

        return shuffled;
    }
}
