using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Ombud.Bench.Running;

/// <summary>The published product as a process of its own, on a free port of loopback.</summary>
internal sealed class Published : IDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private Published(Process process, Uri address, TimeSpan startedIn, string apiKey) =>
        (_process, Address, StartedIn, ApiKey) = (process, address, startedIn, apiKey);

    public Uri Address { get; }

    /// <summary>From the start of the process to the first page answered.</summary>
    public TimeSpan StartedIn { get; }

    /// <summary>The key of the first start, which may do everything.</summary>
    public string ApiKey { get; }

    /// <summary>Starts it and waits for its first page.</summary>
    public static async Task<Published> StartAsync(string product, Storage storage)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        // Controls plant people of their own, who would be counted.
        foreach (var argument in (IEnumerable<string>)
        [
            Path.Combine(product, "Ombud.dll"), .. storage.Arguments, "--urls", address.ToString(), "--Ombud:Proxies=loopback",
            "--Ombud:Controls=false",
        ])
            start.ArgumentList.Add(argument);
        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(start) ?? throw new InvalidOperationException("The product did not start.");
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var errors = process.StandardError.ReadToEndAsync();
        using var http = new HttpClient { BaseAddress = address };
        while (!await AnswersAsync(http))
        {
            if (process.HasExited)
                throw new InvalidOperationException("The product did not start: " + await errors);
            if (Stopwatch.GetElapsedTime(began) > StartMax)
                throw new TimeoutException("The product did not answer within a minute.");
            await Task.Delay(5);
        }
        var took = Stopwatch.GetElapsedTime(began);
        var key = (await File.ReadAllLinesAsync(Path.Combine(storage.DataFolder, "first-start.txt")))
            .First(line => line.Contains("ombud_", StringComparison.Ordinal));
        return new Published(process, address, took, key[key.IndexOf("ombud_", StringComparison.Ordinal)..].Trim());
    }

    /// <summary>Resident memory in megabytes.</summary>
    public double Megabytes()
    {
        _process.Refresh();
        return _process.WorkingSet64 / 1024.0 / 1024.0;
    }

    /// <summary>Processor time used so far.</summary>
    public TimeSpan ProcessorTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync(new Uri("/en/", UriKind.Relative));
            return response.IsSuccessStatusCode && (await response.Content.ReadAsByteArrayAsync()).Length > 0;
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

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
