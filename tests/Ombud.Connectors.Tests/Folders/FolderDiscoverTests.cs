using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Discovering;
using Ombud.Connectors.Following;
using Ombud.Connectors.Tests.Contract;
using Ombud.Connectors.Tests.Discovering;
using Ombud.Connectors.Tests.Loading;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Folders;

/// <summary>
/// What a folder tells of itself. The tests of living schemas ask for keys, references and lengths, which files do not declare; these
/// are what stands in for them.
/// </summary>
public sealed class FolderDiscoverTests
{
    private static async Task<IReadOnlyList<LiveTable>> DiscoverAsync(TestFolder folder)
    {
        await using var connector = folder.Open();
        return await connector.DiscoverAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Tables_come_with_their_fields_and_what_these_look_like_and_neither_keys_nor_references()
    {
        using var folder = new TestFolder();
        folder.Write("b.csv",
            "id,phone,paid,told,born,seen,facts,mixed,none\n1,0701,1.50,true,1985-03-01,2026-02-03T04:05:06Z,{},1,\n2,,,,,,\"[1]\",x,\n");
        folder.Write("a b.jsonl",
            "{\"id\":1,\"told\":false,\"facts\":{\"a\":1}}\n{\"id\":2.5,\"born\":\"1985-03-01\",\"told\":\"x\",\"none\":null}\n");
        folder.Write("notes.txt", "x");
        Directory.CreateDirectory(folder.PathOf("c.csv"));

        var tables = await DiscoverAsync(folder);

        Assert.Equal(["a b", "b"], tables.Select(table => table.Name));
        Assert.All(tables, table => Assert.Empty(table.Key));
        Assert.All(tables, table => Assert.Empty(table.References));
        Assert.All(tables.SelectMany(table => table.Fields), field => Assert.True(field is { IsNullable: true, LengthMax: null }));
        Assert.Equal(["id number", "told text", "facts json", "born date", "none text"],
            tables[0].Fields.Select(field => $"{field.Name} {field.Type}"));
        Assert.Equal(
            [
                "id number", "phone text", "paid number", "told boolean", "born date", "seen timestamp", "facts json", "mixed text",
                "none text",
            ],
            tables[1].Fields.Select(field => $"{field.Name} {field.Type}"));
    }

    [Fact]
    public async Task A_file_without_rows_has_the_fields_of_its_header_or_none()
    {
        using var folder = new TestFolder();
        folder.Write("a.csv", "id,name");
        folder.Write("b.jsonl", "");

        var tables = await DiscoverAsync(folder);

        Assert.Equal(["id", "name"], tables[0].Fields.Select(field => field.Name));
        Assert.Empty(tables[1].Fields);
    }

    [Fact]
    public async Task A_draft_marks_what_files_do_not_tell_and_once_decided_finds_a_person()
    {
        using var folder = new TestFolder();
        folder.Write("customers.csv", $"id,email,name\n1,{Anna},Anna\n2,{Rolf},Rolf\n");
        folder.Write("orders.jsonl", "{\"id\":10,\"customer_id\":1,\"note\":\"hers\"}\n{\"id\":11,\"customer_id\":2,\"note\":\"his\"}\n");
        var live = await DiscoverAsync(folder);

        var draft = DraftDataset.Of(new("shop", SystemKind.Folder, "Shop", "allegis-group"), live, LiveSchemas.World);

        Assert.Contains("kind: folder", draft, StringComparison.Ordinal);
        Assert.Contains("decide: files declare neither keys nor references", draft, StringComparison.Ordinal);
        Assert.Contains("decide: the table has no key", draft, StringComparison.Ordinal);
        Assert.EndsWith("\n#   orders\n", draft, StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", draft, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(DatasetText.Load(draft, LiveSchemas.World).Errors);

        var decided = draft.Replace("subjects: []", "subjects: [contact]", StringComparison.Ordinal)
            .Replace("key: []", "key: [id]", StringComparison.Ordinal)
            + """
              - table: orders
                key: [id]
                erase: delete
                fields:
                  - field: id
                  - field: customer_id
                    belongsTo: customers.id
                  - field: note
            """;
        var loading = DatasetText.Load(decided, LiveSchemas.World);
        Assert.Empty(loading.Errors);
        Assert.Empty(CompareSchema.Of(loading.System!, live));
        await using var connector = folder.Open();
        Assert.Equal(["customers", "orders"],
            (await FollowPerson.RunAsync(PlanSystem.Run(loading.System!), connector, Of(Anna)).ToListAsync()).Select(row => row.Table));
    }

    [Fact]
    public async Task A_folder_that_changed_differs_from_its_description_by_what_changed()
    {
        using var folder = new TestFolder();
        await using var database = new CsvFolder();
        var system = Plan(database, [.. Shop, Table("letters", Field("id"), BelongsTo("customer_id", "customers.id"))]).System;
        folder.Write("customers.csv", "id,email,name,nickname\n");
        folder.Write("orders.jsonl", "{\"id\":10,\"customer_id\":1,\"remark\":\"x\"}\n");

        Assert.Equal(
            [
                new(SchemaDifferenceKind.FieldUndescribed, "customers", "nickname"),
                new(SchemaDifferenceKind.FieldMissing, "orders", "note"),
                new(SchemaDifferenceKind.TableMissing, "letters", null),
            ],
            CompareSchema.Of(system, await DiscoverAsync(folder)));
    }

    [Fact]
    public async Task A_name_that_may_be_somebodys_data_is_not_told()
    {
        using var folder = new TestFolder();
        await using var database = new CsvFolder();
        var system = Plan(database, Shop).System;
        folder.Write("customers.csv", $"1,canary,{Anna[..4]}\n2,Rolf,x\n");
        folder.Write("orders.jsonl",
            "{\"id\":10,\"customer_id\":1,\"note\":\"x\",\"canary@person.example\":1,\"of canary@person.example\":1,\"at\":2}\n");

        Assert.Equal(
            [
                new(SchemaDifferenceKind.FieldMissing, "customers", "id"),
                new(SchemaDifferenceKind.FieldMissing, "customers", "email"),
                new(SchemaDifferenceKind.FieldMissing, "customers", "name"),
                new(SchemaDifferenceKind.FieldUndescribed, "orders", "(a name that looks like an address)"),
                new(SchemaDifferenceKind.FieldUndescribed, "orders", "at"),
            ],
            CompareSchema.Of(system, await DiscoverAsync(folder)));

        folder.Write("canary@person.example" + ".csv", "");
        await TestFolder.TellsAsync("no header", "(a name that looks like an address)", () => DiscoverAsync(folder));
    }

    [Fact]
    public async Task What_nobody_described_and_is_in_no_encoding_stops_nobody()
    {
        using var folder = new TestFolder();
        await File.WriteAllBytesAsync(folder.PathOf("customers.csv"),
            [.. System.Text.Encoding.UTF8.GetBytes($"id,email,raw\n1,{Anna},"), 0xE5, .. "\n"u8]);
        folder.Write("other.jsonl", "{\"id\":1,\"\\ud800\":2,\"raw\":\"\\ud800\"}\n");
        await using var database = new CsvFolder();
        await using var connector = folder.Open();

        Assert.True((await ErasePerson.RunAsync(Plan(database, Table("customers", Field("id"), Email())), connector, Of(Anna))).IsVerified);

        Assert.Equal("id,email,raw\n", folder.Read("customers.csv"));
        Assert.Equal(["id number", "raw text"],
            (await DiscoverAsync(folder)).Single(table => table.Name == "other").Fields.Select(field => $"{field.Name} {field.Type}"));
    }

    [Fact]
    public async Task What_stands_in_for_a_value_looks_like_it_and_is_known_again()
    {
        using var folder = new TestFolder();
        folder.Write("t.csv", $"id,email,paid,told,born,facts\n1,{Anna},12.50,true,1985-03-01,{{}}\n2,{Rolf},1,true,1985-03-01,[1]\n");
        await using var database = new CsvFolder();
        string[] fields = ["paid", "told", "born", "facts"];
        var plan = Plan(database, Table("t", TableErasure.Fields,
            [Field("id"), Email(), .. fields.Select(field => Field(field, FieldErasure.Anonymise))]));
        await using var connector = folder.Open();

        await ErasePerson.RunAsync(plan, connector, Of(Anna));
        await ErasePerson.RunAsync(plan, connector, Of(Rolf));

        Assert.Equal(
            $"id,email,paid,told,born,facts\n1,{Anna},0,false,1900-01-01,{{}}\n2,{Rolf},0,false,1900-01-01,{{}}\n", folder.Read("t.csv"));
        Assert.Empty((await ErasePerson.RunAsync(plan, connector, Of(Anna))).Tables);
    }
}
