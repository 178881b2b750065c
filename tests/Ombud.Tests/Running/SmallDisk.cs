using System.Diagnostics;

namespace Ombud.Tests.Running;

/// <summary>A file system in memory of a few megabytes; mounting one needs root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    private string Ballast => Path.Combine(_folder, "ballast");

    public static SmallDisk Mount(string folder, int megabytes = 16)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A small disk is mounted on Linux only.");
        Directory.CreateDirectory(folder);
        var (code, error) = Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=0700", "ombud-test", folder);
        Assert.SkipUnless(code == 0, $"A small disk could not be mounted, which needs root: {error.Trim()}");
        return new SmallDisk(folder);
    }

    public void Fill()
    {
        using var stream = new FileStream(Ballast, FileMode.Create);
        var block = new byte[64 * 1024];
        var free = new DriveInfo(_folder).AvailableFreeSpace - (256 * 1024);
        for (var written = 0L; written < free; written += block.Length)
            stream.Write(block);
    }

    public void MakeRoom() => File.Delete(Ballast);

    public void Dispose() => Run("umount", "-l", _folder);

    private static (int Code, string Error) Run(string command, params string[] args)
    {
        var start = new ProcessStartInfo(command) { RedirectStandardError = true, UseShellExecute = false };
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }
}
