using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Ombud.Database.Migrating;

/// <summary>
/// The migrations of this version of the product, listed by hand: to look for them among all types would load every type at each start,
/// and with them the libraries of work that may never come.
/// </summary>
internal static class KnownMigrations
{
    // Names of their classes, the same for both engines; by name, so that the product builds while they are written anew.
    private static readonly string[] Classes = ["Initial"];

    /// <summary>Names of an engine's migrations, oldest first, as EF Core notes them in the database.</summary>
    public static IReadOnlyList<string> Of(Engine engine) => [.. Classes
        .Select(name => typeof(KnownMigrations).Assembly.GetType($"Ombud.Database.Migrations.{engine}.{name}", throwOnError: true)!)
        .Select(type => type.GetCustomAttribute<MigrationAttribute>()!.Id).Order(StringComparer.Ordinal)];
}
