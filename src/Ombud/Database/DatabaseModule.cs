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
        return services;
    }
}

/// <summary>Makes contexts for the engine that was configured.</summary>
internal sealed class ContextFactory(StorageOptions storage) : IDbContextFactory<OmbudContext>, IAsyncDisposable
{
    private readonly DbContextOptions<SqliteOmbudContext> _sqlite = new DbContextOptionsBuilder<SqliteOmbudContext>()
        .UseSqlite(storage.Connection).AddInterceptors(new SqliteConnectionSetup()).Options;

    private readonly Postgres? _serving = storage.Engine is Engine.Postgres ? new Postgres(storage.Connection) : null;
    private readonly Postgres? _owner = storage.Engine is Engine.Postgres ? new Postgres(storage.OwnerConnection) : null;

    public OmbudContext CreateDbContext() =>
        _serving is null ? new SqliteOmbudContext(_sqlite) : new PostgresOmbudContext(_serving.Options);

    /// <summary>A context as the owner, for migrations and for erasing bodies.</summary>
    public OmbudContext CreateOwnerContext() =>
        _owner is null ? CreateDbContext() : new PostgresOmbudContext(_owner.Options);

    /// <summary>An open connection as the owner; whoever opened it disposes it.</summary>
    public async ValueTask<DbConnection> OpenOwnerAsync(CancellationToken cancel)
    {
        if (_owner is not null)
            return await _owner.Source.OpenConnectionAsync(cancel);
        return await Db.OpenSqliteAsync(storage.Connection, cancel);
    }

    /// <summary>Builds the model, which takes long, so that whoever comes first need not wait for it.</summary>
    public void BuildModel()
    {
        using var context = CreateDbContext();
        _ = context.Model;
    }

    public async ValueTask DisposeAsync()
    {
        if (_serving is not null)
            await _serving.Source.DisposeAsync();
        if (_owner is not null)
            await _owner.Source.DisposeAsync();
    }

    /// <summary>The connections of one role and the options of its contexts.</summary>
    private sealed class Postgres
    {
        public Postgres(string connection)
        {
            Source = PostgresConnection.Open(connection);
            Options = new DbContextOptionsBuilder<PostgresOmbudContext>().UseNpgsql(Source).Options;
        }

        public NpgsqlDataSource Source { get; }

        public DbContextOptions<PostgresOmbudContext> Options { get; }
    }
}
