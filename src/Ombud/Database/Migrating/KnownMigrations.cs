using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Ombud.Database.Migrating;

/// <summary>The migrations of this version of the product.</summary>
internal static class KnownMigrations
{
    /// <summary>Names of an engine's migrations, oldest first, as EF Core notes them in the database.</summary>
    public static IReadOnlyList<string> Of(Engine engine)
    {
        var context = engine is Engine.Sqlite ? typeof(SqliteOmbudContext) : typeof(PostgresOmbudContext);
        return [.. typeof(KnownMigrations).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Migration))
                && type.GetCustomAttribute<DbContextAttribute>()?.ContextType == context)
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()!.Id).Order(StringComparer.Ordinal)];
    }
}
