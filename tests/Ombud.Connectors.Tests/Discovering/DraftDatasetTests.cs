using System.Text.RegularExpressions;
using CsCheck;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Discovering;
using Ombud.Connectors.Following;
using Ombud.Connectors.Loading;
using Ombud.Connectors.Tests.Loading;
using Ombud.Connectors.Tests.Planning;

namespace Ombud.Connectors.Tests.Discovering;

public sealed partial class DraftDatasetTests
{
    private const string NoKey = "key: [] # decide: the table has no key";
    private const string NoKeySaid = "key: [] # decide: the key has a field";

    [Fact]
    public void A_draft_says_what_names_and_references_tell_and_asks_for_the_rest() => Assert.Equal(
        """
        system: crm
        title: crm # decide: what people call it
        kind: postgresql
        connection: Crm
        controller: allegis-group
        subjects: [] # decide: kinds of person, by the pack
        tables:
          - table: customers
            key: [id]
            erase: delete # decide: delete, fields (each says what becomes of it) or keep (because of what?)
            fields:
              - field: id
              - field: email
                category: contact-details # decide: by its name alone (text)
                identifies: email # decide: is it one person's alone?
              - field: address_id
                # decide: it refers to addresses.id; where that row is the person's, describe its table and write owns
          - table: orders
            key: [id]
            erase: delete # decide: delete, fields (each says what becomes of it) or keep (because of what?)
            fields:
              - field: id
              - field: customer_id
                belongsTo: customers.id # decide: belongsTo, owns or refersTo
        # decide: left out, since by no single field anything leads to them from a person; do they hold data of people?
        #   addresses
        """,
        WithoutHead(Draft(
            LiveSchemas.Table("addresses", ["id"], ["id", "street"]),
            LiveSchemas.Table("orders", ["id"], ["id", "customer_id"], LiveSchemas.One("customer_id", "customers", "id")),
            LiveSchemas.Table("customers", ["id"], ["id", "email", "address_id"], LiveSchemas.One("address_id", "addresses", "id")))));

    [Fact]
    public void Nothing_but_what_a_person_must_decide_keeps_a_draft_from_loading()
    {
        var errors = DatasetText.Load(Draft(LiveSchemas.Shop), LiveSchemas.World).Errors;

        Assert.Equal([("value-empty", "'subjects'"), ("value-empty", "'key'")],
            errors.Select(error => (error.Rule, error.Message[..(error.Message.IndexOf('\'', 1) + 1)])));
    }

    [Fact]
    public void A_draft_that_was_decided_loads_plans_and_differs_from_its_schema_only_in_what_it_left_out()
    {
        var system = Load(Draft(LiveSchemas.Shop).Replace(NoKey, "key: [customer_email, message] #", StringComparison.Ordinal));

        Assert.Equal(["customers", "sales.kunder", "orders", "reminders", "order lines"], system.Tables.Select(table => table.Name));
        Assert.Equal(["customers", "sales.kunder"], PlanSystem.Run(system).Entries.Select(entry => entry.Table.Name));
        Assert.Equal([new(SchemaDifferenceKind.TableUndescribed, "shipments", null)], CompareSchema.Of(system, LiveSchemas.Shop));
        Assert.Equal(Described.Of(system), Described.Of(DatasetText.Load(DatasetWriter.Write(system)).System!));
    }

    [Fact]
    public void References_lead_towards_a_person_and_none_closes_a_circle()
    {
        var text = Draft(LiveSchemas.Shop);
        var system = Load(text.Replace(NoKey, "key: [message] #", StringComparison.Ordinal));

        Assert.Equal(
            [
                ("referred_by", new(ReferenceMeaning.RefersTo, "customers", "id")),
                ("customer_id", new(ReferenceMeaning.BelongsTo, "customers", "id")),
                ("replaces", new(ReferenceMeaning.RefersTo, "orders", "number")),
                ("customer_email", new(ReferenceMeaning.BelongsTo, "customers", "email")),
                ("order_number", new(ReferenceMeaning.BelongsTo, "orders", "number")),
            ],
            system.Tables.SelectMany(table => table.Fields).Where(field => field.Reference is not null)
                .Select(field => (field.Name, field.Reference!)));
        Assert.Contains("- field: newest_order\n        # decide: it refers to orders.number, from where references lead back here",
            text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_repeats_a_value_of_the_row_it_refers_to_is_of_the_same_category_and_a_number_of_a_row_is_of_none()
    {
        var system = Load(Draft(
            LiveSchemas.Table("people", ["id"], ["id", "email", "name_id"]),
            LiveSchemas.Table("notices", ["id"], ["id", "sent_to", "name_id"],
                LiveSchemas.One("sent_to", "people", "email"), LiveSchemas.One("name_id", "people", "id"))));

        Assert.Equal([null, "contact-details", null], system.Tables[1].Fields.Select(field => field.Category));
        Assert.Equal("contact-details", system.Tables[0].Fields[2].Category);
        Assert.All(system.Tables[1].Fields, field => Assert.Null(field.Identifies));
    }

    [Fact]
    public void What_several_fields_refer_to_together_is_asked_at_its_table_and_at_those_left_out()
    {
        var text = Draft(
            LiveSchemas.Table("people", ["id"], ["id", "email", "land", "ort"], new LiveReference(["land", "ort"], "towns", ["a", "b"])),
            LiveSchemas.Table("towns", ["a", "b"], ["a", "b"]),
            LiveSchemas.Table("visits", ["id"], ["id", "x", "y"], new LiveReference(["x", "y"], "people", ["id", "land"])));

        Assert.Contains("# decide: land, ort lead together to towns, which no field can say", text, StringComparison.Ordinal);
        Assert.Contains(
            "\n#   towns\n#   visits, which refers by several fields together to a table above\n", text, StringComparison.Ordinal);
        Assert.Equal(["people"], Load(text).Tables.Select(table => table.Name));
    }

    [Fact]
    public void A_row_that_refers_to_two_people_is_drafted_as_the_firsts_alone()
    {
        var system = Load(Draft(
            LiveSchemas.Table("people", ["id"], ["id", "email"]),
            LiveSchemas.Table("letters", ["id"], ["id", "sender", "receiver"],
                LiveSchemas.One("sender", "people", "id"), LiveSchemas.One("receiver", "people", "id"))));

        Assert.Equal([null, ReferenceMeaning.BelongsTo, ReferenceMeaning.RefersTo],
            system.Tables[1].Fields.Select(field => field.Reference?.Meaning));
    }

    [Fact]
    public void Of_two_references_of_a_field_the_one_nearest_to_a_person_is_written_and_the_other_told()
    {
        var text = Draft(
            LiveSchemas.Table("cards", ["id"], ["id"], LiveSchemas.One("id", "orders", "id"), LiveSchemas.One("id", "people", "id")),
            LiveSchemas.Table("orders", ["id"], ["id", "buyer"], LiveSchemas.One("buyer", "people", "id")),
            LiveSchemas.Table("people", ["id"], ["id", "email"]));

        Assert.Contains("belongsTo: people.id # decide: belongsTo, owns or refersTo\n        # decide: it refers to orders.id too;",
            text, StringComparison.Ordinal);
        Assert.Equal(3, Load(text).Tables.Count);
    }

    [Fact]
    public void Names_that_no_file_can_hold_are_left_out_and_end_no_line()
    {
        var text = Draft(LiveSchemas.Hostile);

        Assert.DoesNotContain("drop table", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[all]", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.DoesNotMatch("[\\p{C}\\p{Zl}\\p{Zp}]", line));
        Assert.Equal(4, text.Split("      # decide: a field is left out: (a name that no dataset file can hold)").Length - 1);
        Assert.Equal(2, text.Split("#   (a name that no dataset file can hold)\n").Length - 1);
        var system = Load(text.Replace(NoKeySaid, "key: [customer_id] #", StringComparison.Ordinal));
        Assert.Equal([("customers", 2), ("seals", 2)], system.Tables.Select(table => (table.Name, table.Fields.Count)));
    }

    [Fact]
    public void Words_that_YAML_takes_for_something_else_stay_words()
    {
        var order = new DraftOrder("123", SystemKind.Sqlite, "No", "on");
        var live = LiveSchemas.Table("true", ["null"], ["null", "email", "2024"]);

        var text = DraftDataset.Of(order, [live], LiveSchemas.World);

        var system = DatasetText.Load(text.Replace("subjects: []", "subjects: [contact]", StringComparison.Ordinal)).System!;
        Assert.Equal(("123", "123", "No", "on"), (system.Id, system.Title, system.Connection, system.Controller));
        Assert.Empty(CompareSchema.Of(system, [live]));
    }

    [Fact]
    public void What_is_given_beside_the_schema_ends_no_line_either()
    {
        var order = new DraftOrder("a\"\nb: c \\", SystemKind.Sqlite, "Crm", "x # y");

        var text = DraftDataset.Of(order, LiveSchemas.Shop, LiveSchemas.World);

        Assert.Equal(["id-form", "value-empty", "value-empty"], DatasetText.Load(text).Errors.Select(error => error.Rule));
    }

    [Fact]
    public void A_category_that_the_pack_lacks_is_not_suggested()
    {
        var world = LiveSchemas.World with { Categories = new HashSet<string> { "birth-date" } };

        var text = DraftDataset.Of(new("crm", SystemKind.PostgreSql, "Crm", "allegis-group"), LiveSchemas.Shop, world);

        Assert.Contains("category: birth-date", text, StringComparison.Ordinal);
        Assert.DoesNotContain("contact-details", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_can_be_drafted_it_says_so()
    {
        var empty = Draft([]);
        var strange = Draft(LiveSchemas.Table("products", ["id"], ["id", "weight"]));

        Assert.Contains("# decide: the schema has no tables that this account may see", empty, StringComparison.Ordinal);
        Assert.Contains("# decide: no field's name tells of a person", strange, StringComparison.Ordinal);
        Assert.EndsWith("\n#   products\n", strange, StringComparison.Ordinal);
        Assert.All([empty, strange], text => Assert.Equal([("value-empty", "subjects"), ("value-empty", "tables")],
            DatasetText.Load(text).Errors.Select(error => (error.Rule, error.Message.Split('\'')[1]))));
    }

    [Fact]
    public void Whatever_the_schema_its_draft_loads_once_kinds_of_person_and_keys_are_decided() =>
        DrawnSchemas.Sample(live =>
        {
            var text = EmptyKey.Replace(Draft([.. live]), "key: [${field}]\n${between}${field}\n")
                .Replace("subjects: [] #", "subjects: [contact] #", StringComparison.Ordinal);

            var loading = DatasetText.Load(text, LiveSchemas.World);

            Assert.Equal(text.Contains("\ntables: []\n", StringComparison.Ordinal) ? ["value-empty"] : [],
                loading.Errors.Select(error => error.Rule));
            if (loading.System is { } system)
                Assert.Equal(system.Tables.Count, PlanSystem.Run(system).EraseOrder.Count);
        }, iter: 300);

    // A table without a key, and the field it lists first.
    [GeneratedRegex(@"key: \[\] #[^\n]*\n(?<between>[^\n]*\n    fields:\n      - field: )(?<field>[^\n]*)\n",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EmptyKey { get; }

    private static Gen<List<LiveTable>> DrawnSchemas { get; } = Gen.Int[0, 9999].Array[20, 200].Select(numbers =>
    {
        string[] words = ["email", "id", "null", "x y", "a\"b", "födelse dag", "no", "1", "c: d", "phone", "e\nf"];
        var choose = new Choices(numbers);
        var names = choose.Some(["a", "b", "c.d", "true", "å ä", "x\"y", "1"], 0, 7);
        var fields = names.ToDictionary(name => name, _ => choose.Some(words, 1, 5).ToArray());
        return names.Select(name => LiveSchemas.Table(
            name,
            [.. fields[name].Take(choose.Next(3))],
            fields[name],
            [.. Enumerable.Range(0, choose.Next(4)).Select(_ => Drawn(choose, fields[name], choose.One(names), fields))])).ToList();
    });

    private static LiveReference Drawn(Choices choose, string[] from, string target, Dictionary<string, string[]> fields)
    {
        var count = 1 + choose.Next(Math.Min(Math.Min(from.Length, fields[target].Length), 2));
        return new(choose.Some(from, count, count), target, choose.Some(fields[target], count, count));
    }

    private static string Draft(params IReadOnlyList<LiveTable> live) =>
        DraftDataset.Of(new("crm", SystemKind.PostgreSql, "Crm", "allegis-group"), live, LiveSchemas.World);

    private static string WithoutHead(string text) => text[text.IndexOf("system:", StringComparison.Ordinal)..].TrimEnd();

    // What must be decided of every draft, decided.
    private static SystemDescription Load(string text)
    {
        var loading = DatasetText.Load(
            text.Replace("subjects: [] #", "subjects: [contact] #", StringComparison.Ordinal), LiveSchemas.World);
        Assert.Empty(loading.Errors);
        return loading.System!;
    }
}
