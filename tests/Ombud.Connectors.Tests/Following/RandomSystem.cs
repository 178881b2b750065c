using System.Text;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Tests.Contract;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Following;

/// <summary>
/// A system of a few tables that refer to each other as chance has it, with rows of several people. Whose a row is is known
/// from how it was made, not from following: it refers to rows of its owner's alone, but for those that several may own.
/// </summary>
internal sealed class RandomSystem
{
    private const int TablesMax = 6;
    private readonly List<Row> _rows = [];
    private readonly int[] _choices;
    private int _choice;

    public RandomSystem(SystemKind kind, int[] choices)
    {
        _choices = choices;
        var count = 2 + Next(TablesMax - 1);
        Tables = [.. Enumerable.Range(0, count).Select(number => Describe(kind, number, count))];
        for (var person = 0; person < People.Length; person++)
        {
            for (var table = 0; table < count; table++)
            {
                foreach (var _ in Enumerable.Range(0, table == 0 ? 1 + Next(2) : Next(4)))
                    Make(table, person);
            }
        }

        for (var table = 0; table < count; table++)
        {
            foreach (var field in Tables[table].Fields.Where(field => field.Reference is { Meaning: ReferenceMeaning.Owns }))
                Share(table, field);
        }
    }

    public static string[] People { get; } = ["canary-anna@shop.example", "canary-rolf@shop.example", "canary-eva@shop.example"];

    public TableDescription[] Tables { get; }

    /// <summary>How the rows begin that are not this person's alone, once those before were erased.</summary>
    public HashSet<string> NotOf(int person) =>
        [.. _rows.Where(row => !row.Owners.Except(Enumerable.Range(0, person)).SequenceEqual([person])).Select(row => $"{row.Id}|")];

    public bool HasShared => _rows.Exists(row => row.Owners.Count > 1);

    public async Task BuildAsync(TestDatabase database)
    {
        await database.RunAsync(database.Kind switch
        {
            SystemKind.PostgreSql => ["drop schema public cascade", "create schema public"],
            SystemKind.MySql => ["set foreign_key_checks = 0", "drop table if exists t0, t1, t2, t3, t4, t5, t6"],
            SystemKind.SqlServer =>
            [
                "declare @drop nvarchar(max) = N''; select @drop += N'alter table ' + quotename(object_name(parent_object_id))"
                + " + N' drop constraint ' + quotename(name) + N';' from sys.foreign_keys; exec (@drop)",
                "drop table if exists t0, t1, t2, t3, t4, t5, t6",
            ],
            SystemKind.Sqlite or SystemKind.Folder or SystemKind.Http =>
                ["pragma foreign_keys = off", .. Enumerable.Range(0, TablesMax + 1).Select(number => $"drop table if exists t{number}")],
            SystemKind.Manual => throw new NotSupportedException(),
        });
        foreach (var table in Tables)
            await database.RunAsync(Create(database, table));
        foreach (var row in _rows)
            await InsertAsync(database, row);
        if (!database.AddsReferences)
            return;

        foreach (var table in Tables)
            await database.RunAsync([.. References(table).Select(reference => $"alter table {table.Name} add {reference}")]);
    }

    private int Next(int below) => _choices[_choice++ % _choices.Length] % below;

    // The first is where people are known; each other is reached from one before it, and perhaps in other ways too.
    private TableDescription Describe(SystemKind kind, int number, int count)
    {
        var stays = Next(3) == 0;
        var (text, other) = stays ? (FieldErasure.Anonymise, FieldErasure.Null) : (FieldErasure.Keep, FieldErasure.Keep);
        var fields = new List<FieldDescription> { Field("id"), Field("part"), Field("note", text), Field("photo", other) };
        if (number == 0 || Next(4) == 0)
            fields.Add(Email(text));
        if (number > 0)
            fields.Add(Reference("first", ReferenceMeaning.BelongsTo, $"t{Next(number)}.id", other));
        foreach (var place in Enumerable.Range(0, Next(3)))
            fields.Add(Reference($"more_{place}", ReferenceMeaning.BelongsTo, $"t{Next(number + 1)}.id", other));
        if (number + 1 < count && Next(2) == 0)
            fields.Add(Reference("owned", ReferenceMeaning.Owns, $"t{number + 1 + Next(count - number - 1)}.id", other));

        var table = Table($"t{number}", stays ? TableErasure.Fields : TableErasure.Delete, [.. fields]);
        return Next(2) == 0 ? table : table with { Key = ["part", "id"] };
    }

    private void Make(int table, int person)
    {
        var row = new Row(table, 1 + _rows.Count, [person]);
        foreach (var field in Tables[table].Fields.Where(field => field.Reference is { Meaning: ReferenceMeaning.BelongsTo }))
        {
            var own = _rows.Where(each => $"t{each.Table}" == field.Reference!.Table && each.Owners.SetEquals([person])).ToList();
            if (own.Count > 0 && (row.References.Count == 0 || Next(3) > 0))
                row.References[field.Name] = own[Next(own.Count)].Id;
        }

        row.HasEmail = Tables[table].Fields.Any(field => field.Identifies is not null) && (row.References.Count == 0 || Next(2) == 0);
        // A row that nothing leads to would be nobody's.
        if (row.References.Count > 0 || row.HasEmail)
            _rows.Add(row);
    }

    private void Share(int holder, FieldDescription field)
    {
        var held = Array.FindIndex(Tables, table => table.Name == field.Reference!.Table);
        Row[] common = [new Row(held, 1 + _rows.Count, []) { IsCommon = true }, new Row(held, 2 + _rows.Count, []) { IsCommon = true }];
        // What is owned in turn by what several own would have to be counted through; that is for tests of their own.
        foreach (var row in _rows.Where(each => each.Table == holder && !each.IsCommon && Next(3) > 0))
        {
            var taken = common[Next(2)];
            row.References[field.Name] = taken.Id;
            taken.Owners.UnionWith(row.Owners);
        }

        _rows.AddRange(common);
    }

    private static string Create(TestDatabase database, TableDescription table)
    {
        var fields = table.Fields.Select(field => field.Name switch
        {
            "id" or "part" => $"{field.Name} integer not null",
            "email" or "note" => $"{field.Name} varchar(60)",
            "photo" => $"photo {database.Bytes}",
            var name => $"{name} integer",
        });
        IEnumerable<string> parts = [.. fields, $"primary key ({string.Join(", ", table.Key)})", "unique (id)"];
        if (!database.AddsReferences)
            parts = parts.Concat(References(table));
        return $"create table {table.Name} ({string.Join(", ", parts)})";
    }

    private static IEnumerable<string> References(TableDescription table) => table.Fields.Where(field => field.Reference is not null)
        .Select(field => $"foreign key ({field.Name}) references {field.Reference!.Table} ({field.Reference.Field})");

    private Task InsertAsync(TestDatabase database, Row row)
    {
        var mark = row.Owners.Count == 1 ? People[row.Owners.Single()] : "nobody's alone";
        return database.InsertAsync($"t{row.Table}", [.. Tables[row.Table].Fields.Select(field => field.Name switch
        {
            "id" => row.Id,
            "part" => row.Id % 2,
            "note" => $"{mark} å人🙂 {row.Id}",
            "photo" => Encoding.UTF8.GetBytes(mark),
            "email" => row.HasEmail ? mark : null,
            var name => row.References.TryGetValue(name, out var id) ? id : (object?)null,
        })]);
    }

    private sealed record Row(int Table, int Id, HashSet<int> Owners)
    {
        public Dictionary<string, int> References { get; } = [];

        public bool HasEmail { get; set; }

        public bool IsCommon { get; init; }
    }
}
