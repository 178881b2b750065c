using Ombud.Connectors.Connecting;

namespace Ombud.Connectors.Tests.Contract;

/// <summary>Tests that each database passes: a class of them is abstract and has a heir for each.</summary>
public abstract class OnEveryDatabase<TDatabase> : IAsyncLifetime
    where TDatabase : TestDatabase, new()
{
    protected TDatabase Database { get; } = new();

    /// <summary>The tables of this database; on one server those of other tests come and go beside it.</summary>
    protected async Task<IReadOnlyList<LiveTable>> DiscoverAsync()
    {
        await using var connector = await Database.OpenAsync();
        return [.. (await connector.DiscoverAsync(CancellationToken.None)).Where(table =>
            !table.Name.StartsWith("shop_", StringComparison.Ordinal) && !table.Name.StartsWith("sales_", StringComparison.Ordinal))];
    }

    public async ValueTask InitializeAsync() => await Database.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
