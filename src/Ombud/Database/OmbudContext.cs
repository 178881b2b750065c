using System.Reflection;
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
        foreach (var maps in typeof(OmbudContext).Assembly.GetCustomAttributes<MapsAttribute>())
            maps.Apply(modelBuilder);
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

/// <summary>
/// Says that a class maps a table, beside that class: the model is built from these alone. To look for the classes among all types would
/// load every type of the product, a tenth of the memory of an idle process.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal abstract class MapsAttribute : Attribute
{
    /// <summary>Maps it.</summary>
    public abstract void Apply(ModelBuilder model);
}

/// <inheritdoc/>
/// <typeparam name="TMapping">The class.</typeparam>
/// <typeparam name="TRow">A row of the table.</typeparam>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class Maps<TMapping, TRow> : MapsAttribute
    where TMapping : IEntityTypeConfiguration<TRow>, new()
    where TRow : class
{
    public override void Apply(ModelBuilder model) => model.ApplyConfiguration(new TMapping());
}
