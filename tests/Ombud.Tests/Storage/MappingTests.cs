using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;

namespace Ombud.Tests.Storage;

public sealed class MappingTests
{
    [Fact]
    public void Every_class_that_maps_a_table_says_so_to_the_model()
    {
        var mapping = typeof(OmbudContext).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.GetInterfaces().Any(
            known => known.IsGenericType && known.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>)));
        var said = typeof(OmbudContext).Assembly.GetCustomAttributes<MapsAttribute>()
            .Select(maps => maps.GetType().GenericTypeArguments[0]);

        Assert.Equal(Names(mapping), Names(said));
    }

    private static IEnumerable<string> Names(IEnumerable<Type> types) => types.Select(type => type.FullName!).Order(StringComparer.Ordinal);
}
