using System.Data.Common;
using System.Globalization;

namespace Ombud.Bench.Connecting;

/// <summary>
/// A system of customers, their orders and the lines of these, with the statements that somebody would write by hand: 333 rows a
/// customer, which lie all over the tables.
/// </summary>
internal abstract class BenchSystem : IDisposable
{
    private const int Orders = 83;
    private const int Lines = 3;

    /// <summary>Rows of one customer.</summary>
    public const int RowsEach = 1 + Orders + (Orders * Lines);

    private static readonly string[] Tables = ["customers", "orders", "order_lines"];

    /// <summary>Its id, and the name of its connection string.</summary>
    public abstract string Id { get; }

    /// <summary>The word of the dataset format.</summary>
    protected abstract string Kind { get; }

    /// <summary>The connection string.</summary>
    public abstract string Connection { get; }

    protected abstract DbConnection New();

    /// <summary>A table of one column <c>i</c>, from 0 on.</summary>
    protected abstract string Series(int count);

    public static string AddressOf(int customer) => string.Create(CultureInfo.InvariantCulture, $"customer{customer}@bench.example");

    /// <summary>The statements that delete the customer <c>@email</c>, children first.</summary>
    protected virtual IReadOnlyList<string> Deletions =>
    [
        "delete from order_lines where order_id in"
            + " (select o.id from orders o join customers c on c.id = o.customer_id where c.email = @email)",
        "delete from orders where customer_id in (select id from customers where email = @email)",
        "delete from customers where email = @email",
    ];

    /// <summary>Makes and fills the tables.</summary>
    public async Task FillAsync(int customers)
    {
        await using var connection = await OpenAsync();
        var (orders, lines) = (customers * Orders, customers * Orders * Lines);
        foreach (var sql in (string[])
        [
            "create table customers (id integer primary key, email varchar(80) not null, name varchar(80) not null)",
            "create table orders (id integer primary key, customer_id integer not null, note varchar(80) not null,"
                + " foreign key (customer_id) references customers (id))",
            "create table order_lines (id integer primary key, order_id integer not null, article varchar(40) not null, remark varchar(80),"
                + " foreign key (order_id) references orders (id))",
            "insert into customers select i + 1, concat('customer', i + 1, '@bench.example'), concat('Customer ', i + 1)"
                + $" from {Series(customers)} as s",
            $"insert into orders select i + 1, i % {customers} + 1, 'A note of some forty characters, or so' from {Series(orders)} as s",
            $"insert into order_lines select i + 1, i % {orders} + 1, concat('article ', i), 'What the customer said about it'"
                + $" from {Series(lines)} as s",
            "create index customers_email on customers (email)",
            "create index orders_customer on orders (customer_id)",
            "create index order_lines_order on order_lines (order_id)",
            .. Tables.Select(table => $"analyze {(Kind is "mysql" ? "table " : "")}{table}"),
        ])
            await RunAsync(connection, sql);
    }

    /// <summary>The dataset file.</summary>
    public string Description() =>
        $"""
        system: {Id}
        title: {Id}
        kind: {Kind}
        connection: {Id}
        controller: aerotek-se
        subjects: [job-seeker]
        tables:
          - table: customers
            key: [id]
            erase: delete
            fields:
              - field: id
              - field: email
                category: contact-details
                identifies: email
              - field: name
                category: contact-details
          - table: orders
            key: [id]
            erase: delete
            fields:
              - field: id
              - field: customer_id
                belongsTo: customers.id
              - field: note
                category: messages
          - table: order_lines
            key: [id]
            erase: delete
            fields:
              - field: id
              - field: order_id
                belongsTo: orders.id
              - field: article
              - field: remark
                category: messages
        """;

    /// <summary>Reads a customer's rows as somebody would by hand.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ReadAsync(int customer)
    {
        await using var connection = await OpenAsync();
        var rows = new List<object?[]>();
        foreach (var sql in (string[])
        [
            "select id, email, name from customers where email = @email",
            "select o.id, o.customer_id, o.note from customers c join orders o on o.customer_id = c.id where c.email = @email",
            "select l.id, l.order_id, l.article, l.remark from customers c join orders o on o.customer_id = c.id"
                + " join order_lines l on l.order_id = o.id where c.email = @email",
        ])
        {
            await using var select = Command(connection, sql, AddressOf(customer));
            await using var reader = await select.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var row = new object?[reader.FieldCount];
                reader.GetValues(row!);
                rows.Add(row);
            }
        }
        return rows.Count;
    }

    /// <summary>Deletes a customer as somebody would by hand, in one transaction.</summary>
    /// <returns>How many rows.</returns>
    public async Task<int> DeleteAsync(int customer)
    {
        await using var connection = await OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var count = 0;
        foreach (var sql in Deletions)
        {
            await using var delete = Command(connection, sql, AddressOf(customer));
            delete.Transaction = transaction;
            count += await delete.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
        return count;
    }

    /// <summary>All rows there are.</summary>
    public async Task<long> CountAsync()
    {
        await using var connection = await OpenAsync();
        var count = 0L;
        foreach (var table in Tables)
        {
            await using var select = Command(connection, $"select count(*) from {table}", null);
            count += Convert.ToInt64(await select.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
        }
        return count;
    }

    private async Task<DbConnection> OpenAsync()
    {
        var connection = New();
        await connection.OpenAsync();
        return connection;
    }

    private static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = Command(connection, sql, null);
        await command.ExecuteNonQueryAsync();
    }

    private static DbCommand Command(DbConnection connection, string sql, string? email)
    {
        var command = connection.CreateCommand();
        command.CommandTimeout = 900;
#pragma warning disable CA2100 // Constants of this class, and numbers.
        command.CommandText = sql;
#pragma warning restore CA2100
        if (email is null)
            return command;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("email", email);
        command.Parameters.Add(parameter);
        return command;
    }

    public virtual void Dispose()
    {
    }
}
