using Microsoft.Data.Sqlite;
using Ombud.Connectors.Following;
using Ombud.Connectors.Loading;
using Ombud.Systems;

namespace Ombud.Tests.Systems;

/// <summary>
/// A database of somebody's that is not Ombud's, a SQLite file with made-up customers, their orders and an address, and the dataset
/// file that describes it.
/// </summary>
internal sealed class ForeignSystem : IDisposable
{
    private const string Schema =
        """
        create table address (id integer primary key, street text not null);
        create table customer (
            id integer primary key, email text not null unique, name text, health text, address_id integer references address (id));
        create table customer_order (
            id integer primary key, customer_id integer not null references customer (id), total numeric not null, note text);
        create table invoice (
            id integer primary key, order_id integer references customer_order (id), payer text not null, amount numeric not null);
        """;

    private const string Description =
        """
        system: SYSTEM
        title: TITLE
        kind: sqlite
        connection: CONNECTION
        controller: aerotek-se
        subjects: [job-seeker]
        tables:
          - table: address
            key: [id]
            erase: delete
            fields:
              - field: id
              - field: street
                category: contact-details
          - table: customer
            key: [id]
            erase: delete
            fields:
              - field: id
              - field: email
                category: contact-details
                identifies: email
              - field: name
                category: contact-details
                holds: name
              - field: health
                category: health
              - field: address_id
                owns: address.id
          - table: customer_order
            key: [id]
            erase: delete
            fields:
              - field: id
              - field: customer_id
                belongsTo: customer.id
              - field: total
              - field: note
                category: messages
          - table: invoice
            key: [id]
            erase: fields
            because: Bookkeeping Act, chapter 7
            fields:
              - field: id
              - field: order_id
                belongsTo: customer_order.id
                erase: "null"
              - field: payer
                category: contact-details
                erase: anonymise
              - field: amount
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("ombud-foreign-").FullName;
    private readonly List<string> _ids = [];

    /// <summary>The folder of the dataset files.</summary>
    public string Folder => Path.Combine(_root, "systems");

    /// <summary>The settings by which the product finds the systems.</summary>
    public string[] Settings =>
        [$"--Systems:Folder={Folder}", .. _ids.Select(id => $"--ConnectionStrings:{NameOf(id)}={ConnectionOf(id)}")];

    /// <summary>Makes a system with an empty database.</summary>
    public static ForeignSystem Create(params string[] ids)
    {
        var systems = new ForeignSystem();
        Directory.CreateDirectory(systems.Folder);
        foreach (var id in ids)
        {
            systems._ids.Add(id);
            File.WriteAllText(Path.Combine(systems.Folder, id + ".yaml"), DescriptionOf(id));
            systems.Run(id, Schema);
        }
        return systems;
    }

    /// <summary>The dataset file of a system.</summary>
    public static string DescriptionOf(string id) => Description.Replace("SYSTEM", id, StringComparison.Ordinal)
        .Replace("TITLE", "Register " + id, StringComparison.Ordinal).Replace("CONNECTION", NameOf(id), StringComparison.Ordinal);

    public static string NameOf(string id) => char.ToUpperInvariant(id[0]) + id[1..];

    public string FileOf(string id) => Path.Combine(_root, id + ".db");

    public string ConnectionOf(string id) => $"Data Source={FileOf(id)};Pooling=False";

    /// <summary>Puts a customer with an address, two orders and an invoice into a system; every text of theirs holds a word.</summary>
    public void Add(string id, int number, string email, string word) => Run(id,
        $"""
        insert into address values ({number}, '{word} street');
        insert into customer (id, email, name, health, address_id) values ({number}, '{email}', '{word} name', '{word} health', {number});
        insert into customer_order values ({number}1, {number}, 10.5, '{word} first'), ({number}2, {number}, 20, null);
        insert into invoice values ({number}, {number}1, '{word} payer', 10.5);
        """);

    /// <summary>Gives rows that are there days, and lets the description say that all end two years after them.</summary>
    /// <param name="dayOf">The day of the rows of a person, by their number.</param>
    /// <param name="people">How many people there are, numbered from 1.</param>
    public void Age(string id, Func<int, string> dayOf, int people)
    {
        Run(id, "alter table customer add column last_seen text; alter table customer_order add column placed text;"
            + "alter table invoice add column paid text");
        for (var number = 1; number <= people; number++)
        {
            Run(id, $"update customer set last_seen = '{dayOf(number)}' where id = {number};"
                + $"update customer_order set placed = '{dayOf(number)}' where customer_id = {number};"
                + $"update invoice set paid = '{dayOf(number)}' where id = {number}");
        }
        var text = DescriptionOf(id);
        foreach (var (table, field, before) in new[]
        {
            ("customer", "last_seen", "field: health"), ("customer_order", "placed", "field: total"), ("invoice", "paid", "field: amount"),
        })
        {
            text = text.Replace($"table: {table}\n    key: [id]\n", $"table: {table}\n    key: [id]\n    retention:\n"
                + $"      from: {field}\n      months: 24\n", StringComparison.Ordinal);
            text = text.Replace($"      - {before}", $"      - field: {field}\n      - {before}", StringComparison.Ordinal);
        }
        File.WriteAllText(Path.Combine(Folder, id + ".yaml"), text);
    }

    /// <summary>Gives customers a mark, and lets the description say that whoever is restricted gets it.</summary>
    public void Mark(params string[] ids)
    {
        foreach (var id in ids)
        {
            Run(id, "alter table customer add column state text");
            File.WriteAllText(Path.Combine(Folder, id + ".yaml"), DescriptionOf(id)
                .Replace("table: customer\n    key: [id]\n", "table: customer\n    key: [id]\n    restricting:\n      field: state\n"
                    + "      to: blocked\n      back: open\n", StringComparison.Ordinal)
                .Replace("      - field: health\n", "      - field: state\n      - field: health\n", StringComparison.Ordinal));
        }
    }

    /// <summary>The systems as the product would have them connected.</summary>
    public ConnectedSystems Connected() => new([.. DatasetLoader.LoadFolder(Folder).Systems.Select(
        system => new ConnectedSystem(PlanSystem.Run(system), ConnectionOf(system.Id)))]);

    public void Run(string id, string sql)
    {
        using var connection = new SqliteConnection(ConnectionOf(id));
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Words of tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>How many rows of a table hold a condition.</summary>
    public long Count(string id, string table, string where = "true")
    {
        using var connection = new SqliteConnection(ConnectionOf(id));
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Words of tests.
        command.CommandText = $"select count(*) from {table} where {where}";
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
