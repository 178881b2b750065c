using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ombud.Bench.Running;

/// <summary>The product put together in this process and not served: its parts, with no background work beside them.</summary>
internal sealed class InProcess : IAsyncDisposable
{
    private readonly WebApplication _app;

    private InProcess(WebApplication app) => _app = app;

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static async Task<InProcess> StartAsync(Storage storage, string product, params IEnumerable<string> more)
    {
        // The first start tells its secrets on the console, where they would stand in the middle of the table.
        var console = Console.Out;
        Console.SetOut(TextWriter.Null);
        try
        {
            string[] args =
            [
                .. storage.Arguments, "--urls", "http://127.0.0.1:0", "--environment", "Development",
                $"--Ombud:Pack={Path.Combine(product, "packs/allegis-group")}", $"--Ombud:Law={Path.Combine(product, "law")}",
                .. more,
            ];
            return new InProcess(await Host.BuildAsync(args, builder => builder.Logging.ClearProviders()));
        }
        finally
        {
            Console.SetOut(console);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
