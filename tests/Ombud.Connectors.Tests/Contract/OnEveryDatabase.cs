namespace Ombud.Connectors.Tests.Contract;

/// <summary>Tests that each database passes: a class of them is abstract and has a heir for each.</summary>
public abstract class OnEveryDatabase<TDatabase> : IAsyncLifetime
    where TDatabase : TestDatabase, new()
{
    protected TDatabase Database { get; } = new();

    public async ValueTask InitializeAsync() => await Database.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
