using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Ombud.Tests.Running;

/// <summary>A PostgreSQL server of one test's own, which it may kill; as the user postgres where the tests run as root.</summary>
internal sealed class OwnCluster : IDisposable
{
    private static readonly string? Bin = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal)
            .Select(folder => Path.Combine(folder, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    private readonly int _port = FreePort();

    private OwnCluster(string root) => Root = root;

    /// <summary>A folder that belongs to the server's user.</summary>
    public string Root { get; }

    /// <summary>Connection of its superuser.</summary>
    public string Connection => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres");

    private string Data => Path.Combine(Root, "pg");

    /// <summary>Makes and starts one; skips the test, and says so, where there is no PostgreSQL to be started.</summary>
    public static OwnCluster Start()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Bin is not null, "PostgreSQL is not installed under /usr/lib/postgresql.");
        var cluster = new OwnCluster(Directory.CreateTempSubdirectory("ombud-pg-").FullName);
        try
        {
            cluster.GiveAway(cluster.Root);
            var (code, said) = cluster.Run(
                Path.Combine(Bin!, "initdb"), "-D", cluster.Data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C");
            Assert.True(code == 0, said);
            cluster.StartAgain();
            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    /// <summary>Starts it, as an operator would after it has gone; its last processes may take a moment to see that.</summary>
    public void StartAgain()
    {
        var options = string.Create(CultureInfo.InvariantCulture,
            $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=100");
        for (var attempt = 1; ; attempt++)
        {
            var (code, said) = Run(
                Path.Combine(Bin!, "pg_ctl"), "-D", Data, "-w", "-t", "120", "-l", Data + ".log", "-o", options, "start");
            if (code == 0)
                return;
            Assert.True(attempt < 30, said + ReadLog());
        }
    }

    /// <summary>Kills the server as a power failure would: SIGKILL.</summary>
    public void Kill()
    {
        var id = int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        using var server = Process.GetProcessById(id);
        server.Kill();
        server.WaitForExit();
    }

    /// <summary>Lets the server's user own a folder.</summary>
    public void GiveAway(string folder)
    {
        if (Environment.IsPrivilegedProcess)
            Assert.Equal((0, ""), RunAlone("chown", "postgres", folder));
    }

    public void Dispose()
    {
        try
        {
            if (File.Exists(Path.Combine(Data, "postmaster.pid")))
                Kill();
        }
        catch (ArgumentException)
        {
            // It is gone already.
        }
        NpgsqlConnection.ClearAllPools();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                Directory.Delete(Root, recursive: true);
                return;
            }
            // Its last processes are still writing.
            catch (IOException) when (attempt < 200)
            {
                Thread.Sleep(50);
            }
        }
    }

    private string ReadLog() => File.Exists(Data + ".log") ? File.ReadAllText(Data + ".log") : "";

    private (int Code, string Said) Run(string command, params string[] args) => Environment.IsPrivilegedProcess
        ? RunAlone("runuser", ["-u", "postgres", "--", command, .. args])
        : RunAlone(command, args);

    private (int Code, string Said) RunAlone(string command, params string[] args)
    {
        // pg_ctl hands its output on to the server, which would keep a pipe open: what it says goes into a file.
        var said = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var start = new ProcessStartInfo("sh") { WorkingDirectory = Root, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"exec \"$@\" >{said} 2>&1 </dev/null");
        foreach (var arg in (string[])["sh", command, .. args])
            start.ArgumentList.Add(arg);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        var text = File.ReadAllText(said);
        File.Delete(said);
        return (process.ExitCode, text);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
