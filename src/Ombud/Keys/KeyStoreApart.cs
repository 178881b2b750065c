using System.Data.Common;
using Ombud.Database;

namespace Ombud.Keys;

/// <summary>
/// Whether keys and data lie apart. On one PostgreSQL server a single base backup holds both, and an erasure by destroying
/// keys would not reach it.
/// </summary>
internal sealed partial class KeyStoreApart(Db data, KeyStore keys, ILogger<KeyStoreApart> logger)
{
    /// <summary>Whether both are databases of one PostgreSQL server, by its <c>system_identifier</c>.</summary>
    public async Task<bool> IsOneServerAsync(CancellationToken cancel) =>
        data.Engine is Engine.Postgres && keys.Db.Engine is Engine.Postgres
        && await ServerOfAsync(data, cancel) == await ServerOfAsync(keys.Db, cancel);

    /// <summary>Warns at start where they do not lie apart.</summary>
    public async Task WarnAsync(CancellationToken cancel)
    {
        try
        {
            if (await IsOneServerAsync(cancel))
                LogOneServer();
        }
        catch (DbException failure)
        {
            LogNotTold(failure.SqlState);
        }
    }

    private static async Task<long> ServerOfAsync(Db db, CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        await using var select = connection.Command("select system_identifier from pg_control_system()");
        return (long)(await select.ExecuteScalarAsync(cancel))!;
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Data and key store are databases of one PostgreSQL server: a backup of it holds both. Give "
            + "the key store its own server")]
    private partial void LogOneServer();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether data and key store share a server could not be told ({SqlState})")]
    private partial void LogNotTold(string? sqlState);
}
