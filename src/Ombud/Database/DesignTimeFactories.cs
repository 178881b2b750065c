using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Ombud.Database;

/// <summary>Lets <c>build/migrations</c> write migrations without a running product.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteOmbudContext>
{
    public SqliteOmbudContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteOmbudContext>().UseSqlite("Data Source=design.db").Options);
}

/// <inheritdoc cref="SqliteDesignTimeFactory"/>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresOmbudContext>
{
    public PostgresOmbudContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresOmbudContext>().UseNpgsql("Host=design").Options);
}
