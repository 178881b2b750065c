using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ombud.Database;

/// <summary>Plain connections to one database, for statements that must be fast or must not be tracked.</summary>
/// <remarks>Ids are 16-byte big-endian blobs on SQLite and <c>uuid</c> on PostgreSQL; moments are UTC microseconds.</remarks>
internal sealed class Db(Engine engine, string connection) : IAsyncDisposable
{
    public Engine Engine { get; } = engine;

    /// <summary>The pool of connections on PostgreSQL; null on SQLite.</summary>
    public NpgsqlDataSource? Postgres { get; } = engine is Engine.Postgres ? PostgresConnection.Open(connection) : null;

    /// <summary>Held around every write on SQLite, which has one writer at a time; waiting there is fair and cheap.</summary>
    public WriteGate Gate { get; } = new(engine);

    /// <summary>An open connection; its owner disposes it.</summary>
    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancel)
    {
        if (Postgres is not null)
            return await Postgres.OpenConnectionAsync(cancel);
        return await OpenSqliteAsync(connection, cancel);
    }

    /// <summary>An open connection to a SQLite file, with the settings that every one has.</summary>
    internal static async ValueTask<SqliteConnection> OpenSqliteAsync(string connection, CancellationToken cancel)
    {
        var sqlite = new SqliteConnection(connection);
        try
        {
            await sqlite.OpenAsync(cancel);
            SqlitePragmas.Ensure(sqlite);
            return sqlite;
        }
        catch
        {
            await sqlite.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Postgres?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>One writer at a time on SQLite; no gate on PostgreSQL.</summary>
internal sealed class WriteGate(Engine engine)
{
    private readonly SemaphoreSlim? _one = engine is Engine.Sqlite ? new SemaphoreSlim(1, 1) : null;
    private long _entries;

    /// <summary>How many have entered so far; 0 on PostgreSQL.</summary>
    public long Entries => Volatile.Read(ref _entries);

    public async ValueTask<Pass> EnterAsync(CancellationToken cancel)
    {
        if (_one is not null)
        {
            await _one.WaitAsync(cancel);
            _entries++;
        }
        return new Pass(_one);
    }

    /// <summary>Leaves the gate when disposed.</summary>
    internal readonly struct Pass(SemaphoreSlim? one) : IDisposable
    {
        public void Dispose() => one?.Release();
    }
}

/// <summary>Parameters and values that differ between the two engines.</summary>
internal static class DbCommands
{
    /// <summary>A command with its text, in a transaction if there is one.</summary>
    public static DbCommand Command(this DbConnection connection, string sql, DbTransaction? transaction = null)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is always a constant of ours; values go in as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        return command;
    }

    public static DbCommand With(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = command is SqliteCommand && value is Guid id ? id.ToByteArray(bigEndian: true) : value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return command;
    }

    public static Guid GuidAt(this DbDataReader reader, int column) =>
        reader is SqliteDataReader ? new Guid(reader.GetFieldValue<byte[]>(column), bigEndian: true) : reader.GetGuid(column);

    public static byte[] BytesAt(this DbDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);

    public static DateTimeOffset MomentAt(this DbDataReader reader, int column) => Micros.ToMoment(reader.GetInt64(column));

    /// <summary>A transaction for reading one snapshot on either engine.</summary>
    public static ValueTask<DbTransaction> BeginSnapshotAsync(this DbConnection connection, CancellationToken cancel) =>
        connection is SqliteConnection sqlite
            ? ValueTask.FromResult<DbTransaction>(sqlite.BeginTransaction(IsolationLevel.Serializable, deferred: true))
            : connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
}

/// <summary>Moments as UTC microseconds since 1970, which both engines order and compare.</summary>
internal static class Micros
{
    public static long Of(DateTimeOffset moment) => (moment.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToMoment(long micros) =>
        new(DateTime.UnixEpoch.Ticks + (micros * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>The moment as it will be read back: whole microseconds.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset moment) => ToMoment(Of(moment));
}
