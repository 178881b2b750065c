using System.Diagnostics;

namespace Ombud.Tests.Running;

/// <summary>The product as a process of its own, which a test can kill as a power failure would.</summary>
internal sealed class OmbudProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(90);
    private readonly Process _process;

    private OmbudProcess(Process process, Uri address)
    {
        _process = process;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };
    }

    public HttpClient Http { get; }

    /// <summary>The process, as the system numbers it.</summary>
    public int Id => _process.Id;

    /// <summary>Starts the built product on a free port and waits until it serves.</summary>
    public static async Task<OmbudProcess> ServeAsync(TestStorage storage, params string[] settings)
    {
        var process = Start([.. storage.Arguments, "--urls", "http://127.0.0.1:0", "--environment", "Development",
            "--Ombud:Controls", "false", .. settings]);
        using var patience = new CancellationTokenSource(StartMax);
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            said.Add(line);
            if (line.StartsWith("Ombud is ready. Open ", StringComparison.Ordinal))
            {
                Drain(process);
                return new OmbudProcess(process, new Uri(line["Ombud is ready. Open ".Length..]));
            }
        }
        throw new InvalidOperationException(
            $"Ombud did not start: {string.Join(Environment.NewLine, said)} {await process.StandardError.ReadToEndAsync(patience.Token)}");
    }

    /// <summary>Starts a command of the product.</summary>
    public static Process Start(IReadOnlyList<string> args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = AppContext.BaseDirectory, UseShellExecute = false,
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Ombud.dll"));
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        return Process.Start(start) ?? throw new InvalidOperationException("The product could not be started.");
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int Code, string Out, string Error)> RunAsync(params string[] args)
    {
        using var process = Start(args);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(StartMax);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Kills it: SIGKILL, which it cannot see coming.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    // Nobody reads on, and a full pipe would stop the product.
    private static void Drain(Process process)
    {
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
    }
}
