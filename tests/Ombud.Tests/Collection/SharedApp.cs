using Ombud.Database;

namespace Ombud.Tests.Collection;

/// <summary>One running product for tests that change nothing that another of them looks at.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    private CollectionApp? _app;

    internal CollectionApp App => _app!;

    public async ValueTask InitializeAsync() => _app = await CollectionApp.StartAsync(Engine.Sqlite);

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;
}
