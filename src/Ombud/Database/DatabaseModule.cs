using Microsoft.EntityFrameworkCore;
using Ombud.Database.Guarding;

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
internal sealed class ContextFactory(StorageOptions storage) : IDbContextFactory<OmbudContext>
{
    private readonly DbContextOptions<SqliteOmbudContext> _sqlite = new DbContextOptionsBuilder<SqliteOmbudContext>()
        .UseSqlite(storage.Connection).AddInterceptors(new SqliteConnectionSetup()).Options;

    private readonly DbContextOptions<PostgresOmbudContext> _postgres = Postgres(storage.Connection, storage.Engine);
    private readonly DbContextOptions<PostgresOmbudContext> _owner = Postgres(storage.OwnerConnection, storage.Engine);

    public OmbudContext CreateDbContext() => storage.Engine is Engine.Sqlite
        ? new SqliteOmbudContext(_sqlite)
        : new PostgresOmbudContext(_postgres);

    /// <summary>A context as the owner, for migrations and for erasing bodies.</summary>
    public OmbudContext CreateOwnerContext() => storage.Engine is Engine.Sqlite
        ? CreateDbContext()
        : new PostgresOmbudContext(_owner);

    private static DbContextOptions<PostgresOmbudContext> Postgres(string connection, Engine engine)
    {
        var builder = new DbContextOptionsBuilder<PostgresOmbudContext>();
        return engine is Engine.Postgres ? builder.UseNpgsql(PostgresConnection.Tuned(connection)).Options : builder.Options;
    }
}
