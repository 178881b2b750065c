using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Ombud.Database.Guarding;
using Ombud.Database.Migrating;
using Ombud.Shared;

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
        services.AddHostedService<ModelBuilding>();
        if (storage.Engine is Engine.Sqlite)
            services.AddHostedService<SqliteCheckpoints>();
        return services;
    }
}

/// <summary>Makes contexts for the engine that was configured.</summary>
internal sealed class ContextFactory(StorageOptions storage, Db db) : IDbContextFactory<OmbudContext>, IAsyncDisposable
{
    // Made where it is used: with the other engine, SQLite's libraries are not even loaded.
    private readonly Lazy<DbContextOptions<SqliteOmbudContext>> _sqlite = new(() => OptionsOf(storage.Connection));

    // The same pool as plain statements have: each connection is a process of the server, with statements of its own to prepare.
    private readonly DbContextOptions<PostgresOmbudContext>? _serving = db.Postgres is { } source ? OptionsOf(source) : null;

    private readonly NpgsqlDataSource? _owner =
        storage.Engine is Engine.Postgres ? PostgresConnection.Open(storage.OwnerConnection) : null;

    public OmbudContext CreateDbContext() =>
        _serving is null ? new SqliteOmbudContext(_sqlite.Value) : new PostgresOmbudContext(_serving);

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

    public ValueTask DisposeAsync() => _owner?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static DbContextOptions<SqliteOmbudContext> OptionsOf(string connection) =>
        new DbContextOptionsBuilder<SqliteOmbudContext>().UseSqlite(connection).AddInterceptors(new SqliteConnectionSetup()).Options;

    private static DbContextOptions<PostgresOmbudContext> OptionsOf(NpgsqlDataSource source) =>
        new DbContextOptionsBuilder<PostgresOmbudContext>().UseNpgsql(source).Options;
}

/// <summary>
/// Builds the model when the first pages are answered, none of which needs it: it takes a quarter of what a start computes, and whoever
/// signs in first should not wait for it.
/// </summary>
internal sealed class ModelBuilding(IDbContextFactory<OmbudContext> contexts, CalmStart calm) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await calm.WaitAsync(stoppingToken);
        await using var context = await contexts.CreateDbContextAsync(stoppingToken);
        // What goes wrong with it is told to whoever uses it.
        await Task.Run(() => { _ = context.Model; }, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
