using Ombud.Database;

namespace Ombud.SignIn;

/// <summary>What the operator must be told once: secrets made when an installation starts for the first time.</summary>
/// <remarks>
/// Never through the log. A line is in the file before what it names exists, so that a crash loses no secret.
/// </remarks>
internal sealed class FirstStart(StorageOptions storage, TextWriter console)
{
    /// <summary>After this another process may make what the one that was to make it did not.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public string FileName => Path.Combine(storage.DataFolder, "first-start.txt");

    /// <summary>Tells a line.</summary>
    public async Task AddAsync(string label, string value, CancellationToken cancel)
    {
        var line = $"{label}: {value}";
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var stream = new FileStream(FileName, options))
        {
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(line + "\n"), cancel);
            stream.Flush(flushToDisk: true);
        }
        await console.WriteLineAsync(line.AsMemory(), cancel);
    }
}
