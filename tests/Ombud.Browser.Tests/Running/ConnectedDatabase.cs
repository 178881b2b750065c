using Microsoft.Data.Sqlite;

namespace Ombud.Browser.Tests.Running;

/// <summary>A database of somebody's that the product has connected: customers with their orders.</summary>
internal static class ConnectedDatabase
{
    private const string Dataset =
        """
        system: customers
        title: Customers
        kind: sqlite
        connection: Customers
        controller: aerotek-se
        subjects: [job-seeker]
        tables:
          - table: customer
            key: [id]
            erase: delete
            fields:
              - field: id
              - field: email
                category: contact-details
                identifies: email
              - field: health
                category: health
          - table: customer_order
            key: [id]
            erase: fields
            because: Bookkeeping Act, chapter 7
            fields:
              - field: id
              - field: customer_id
                belongsTo: customer.id
                erase: "null"
              - field: note
                category: messages
                erase: anonymise
        """;

    private const string Schema =
        """
        create table customer (id integer primary key, email text not null unique, health text);
        create table customer_order (id integer primary key, customer_id integer references customer (id), note text);
        """;

    /// <summary>Makes it under a folder.</summary>
    /// <returns>The settings by which the product finds it.</returns>
    public static string[] Make(string folder)
    {
        var (systems, file) = (Directory.CreateDirectory(Path.Combine(folder, "systems")).FullName, FileIn(folder));
        File.WriteAllText(Path.Combine(systems, "customers.yaml"), Dataset);
        Run(folder, Schema);
        return [$"--Systems:Folder={systems}", $"--ConnectionStrings:Customers=Data Source={file};Pooling=False"];
    }

    /// <summary>Puts somebody into it, with an order.</summary>
    public static void Add(string folder, string email)
    {
        using var connection = Open(folder);
        using var insert = connection.CreateCommand();
        insert.CommandText =
            """
            insert into customer (email, health) values (@email, 'a made-up allergy');
            insert into customer_order (customer_id, note) values (last_insert_rowid(), 'Ring before you come');
            """;
        insert.Parameters.AddWithValue("@email", email);
        insert.ExecuteNonQuery();
    }

    private static void Run(string folder, string sql)
    {
        using var connection = Open(folder);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The schema above.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string folder)
    {
        var connection = new SqliteConnection($"Data Source={FileIn(folder)};Pooling=False");
        connection.Open();
        return connection;
    }

    private static string FileIn(string folder) => Path.Combine(folder, "customers.db");
}
