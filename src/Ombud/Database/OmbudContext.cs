using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Ombud.Database;

/// <summary>The one model of both storages. Each capability maps its own tables beside its use cases.</summary>
internal abstract partial class OmbudContext(DbContextOptions options) : DbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MomentConverter>();
        configurationBuilder.Properties<DateOnly>().HaveConversion<DayConverter>();
        if (this is SqliteOmbudContext)
            configurationBuilder.Properties<Guid>().HaveConversion<BlobIdConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(OmbudContext).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            entity.SetTableName(SnakeCase(entity.GetTableName() ?? entity.ClrType.Name));
            foreach (var property in entity.GetProperties())
                property.SetColumnName(SnakeCase(property.Name));
        }
    }

    private static string SnakeCase(string name) =>
        UpperAfterLower.Replace(name, "${low}_${up}").ToLowerInvariant();

    [GeneratedRegex("(?<low>[a-z0-9])(?<up>[A-Z])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 100)]
    private static partial Regex UpperAfterLower { get; }

    private sealed class MomentConverter() : ValueConverter<DateTimeOffset, long>(
        moment => Micros.Of(moment), micros => Micros.ToMoment(micros));

    private sealed class DayConverter() : ValueConverter<DateOnly, int>(
        date => date.DayNumber, number => DateOnly.FromDayNumber(number));

    private sealed class BlobIdConverter() : ValueConverter<Guid, byte[]>(
        id => id.ToByteArray(true), bytes => new Guid(bytes, true));
}

/// <summary>The model on SQLite.</summary>
internal sealed class SqliteOmbudContext(DbContextOptions<SqliteOmbudContext> options) : OmbudContext(options);

/// <summary>The model on PostgreSQL.</summary>
internal sealed class PostgresOmbudContext(DbContextOptions<PostgresOmbudContext> options) : OmbudContext(options);
