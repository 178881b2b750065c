using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Ombud.Database.Guarding;
using Ombud.Database.Migrating;

namespace Ombud.Database;

internal static class DatabaseModule
{
    public static IServiceCollection AddDatabase(this IServiceCollection services, StorageOptions storage)
    {
        services.AddSingleton(storage);
        services.AddSingleton(_ => new Db(storage.Engine, storage.Connection));
        services.AddSingleton<IDbContextFactory<OmbudContext>, ContextFactory>();
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<OmbudContext>>().CreateDbContext());
        services.AddSingleton<Leases>();
        services.AddSingleton<ServingRole>();
        services.AddSingleton<Migrator>();
        if (storage.Engine is Engine.Sqlite)
            services.AddHostedService<SqliteCheckpoints>();
        return services;
    }
}

/// <summary>Makes contexts for the engine that was configured.</summary>
internal sealed class ContextFactory(StorageOptions storage, Db db) : IDbContextFactory<OmbudContext>, IAsyncDisposable
{
    private readonly DbContextOptions<SqliteOmbudContext> _sqlite = new DbContextOptionsBuilder<SqliteOmbudContext>()
        .UseSqlite(storage.Connection).AddInterceptors(new SqliteConnectionSetup()).Options;

    // The same pool as plain statements have: each connection is a process of the server, with statements of its own to prepare.
    private readonly DbContextOptions<PostgresOmbudContext>? _serving = db.Postgres is { } source ? OptionsOf(source) : null;

    private readonly NpgsqlDataSource? _owner =
        storage.Engine is Engine.Postgres ? PostgresConnection.Open(storage.OwnerConnection) : null;

    public OmbudContext CreateDbContext() =>
        _serving is null ? new SqliteOmbudContext(_sqlite) : new PostgresOmbudContext(_serving);

    /// <summary>A context as the owner, for migrations and for erasing bodies.</summary>
    public OmbudContext CreateOwnerContext() =>
        _owner is null ? CreateDbContext() : new PostgresOmbudContext(OptionsOf(_owner));

    /// <summary>An open connection as the owner; whoever opened it disposes it.</summary>
    public async ValueTask<DbConnection> OpenOwnerAsync(CancellationToken cancel)
    {
        if (_owner is not null)
            return await _owner.OpenConnectionAsync(cancel);
        return await Db.OpenSqliteAsync(storage.Connection, cancel);
    }

    /// <summary>Builds the model, which takes long, so that whoever comes first need not wait for it.</summary>
    public void BuildModel()
    {
        using var context = CreateDbContext();
        _ = context.Model;
    }

    public ValueTask DisposeAsync() => _owner?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static DbContextOptions<PostgresOmbudContext> OptionsOf(NpgsqlDataSource source) =>
        new DbContextOptionsBuilder<PostgresOmbudContext>().UseNpgsql(source).Options;
}
