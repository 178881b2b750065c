using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

[assembly: AssemblyFixture(typeof(Ombud.Browser.Tests.Running.RunningApp))]

namespace Ombud.Browser.Tests.Running;

/// <summary>The built product as a process of its own, on a free loopback port, with folders of its own.</summary>
public sealed class RunningApp : IAsyncLifetime
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromMinutes(4);

    private readonly string _folder = Directory.CreateTempSubdirectory("ombud-browser-").FullName;
    private Process? _process;

    /// <summary>The file with what the first start tells once.</summary>
    public string FirstStart => Path.Combine(_folder, "data", "first-start.txt");

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>Puts somebody into the database that is connected.</summary>
    public void AddCustomer(string email) => ConnectedDatabase.Add(_folder, email);

    public async ValueTask InitializeAsync()
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Repository.Product, "--urls", Address.ToString(), "--environment", "Development",
                $"--OMBUD_DATA={Path.Combine(_folder, "data")}", $"--OMBUD_KEYS={Path.Combine(_folder, "keys")}",
                "--Logging:LogLevel:Default", "Warning", "--RateLimits:SignInPerTenMinutes", "10000",
                .. ConnectedDatabase.Make(_folder),
            ])
        {
            WorkingDirectory = _folder,
        };
        _process = Process.Start(start)!;
        using var http = new HttpClient { BaseAddress = Address };
        var deadline = DateTime.UtcNow + StartWithin;
        while (!await AnswersAsync(http))
        {
            if (_process.HasExited || DateTime.UtcNow > deadline)
                throw new InvalidOperationException("The product did not start; its output says why.");
            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/healthz");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
