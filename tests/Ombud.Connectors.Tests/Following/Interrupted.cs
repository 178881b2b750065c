using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Tests.Following;

/// <summary>Lets somebody else write between the commit and the second look.</summary>
internal sealed class Interrupted(IConnector inner, Func<Task> committed) : IConnector
{
    public Task<IReadOnlyList<LiveTable>> DiscoverAsync(CancellationToken cancel) => inner.DiscoverAsync(cancel);

    public IAsyncEnumerable<object?[]> FindAsync(
        TableDescription table, string field, IReadOnlyList<object> values, CancellationToken cancel) =>
        inner.FindAsync(table, field, values, cancel);

    public async Task<IErasing> BeginErasingAsync(IReadOnlyList<TableDescription> tables, CancellationToken cancel) =>
        new Erasing(await inner.BeginErasingAsync(tables, cancel), committed);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private sealed class Erasing(IErasing inner, Func<Task> committed) : IErasing
    {
        public Task<int> DeleteAsync(TableDescription table, IReadOnlyList<object[]> keys, CancellationToken cancel) =>
            inner.DeleteAsync(table, keys, cancel);

        public Task<int> OverwriteAsync(
            TableDescription table, object[] key, IReadOnlyList<(string Field, object? Value)> values, CancellationToken cancel) =>
            inner.OverwriteAsync(table, key, values, cancel);

        public async Task CommitAsync(CancellationToken cancel)
        {
            await inner.CommitAsync(cancel);
            await committed();
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
