using System.Diagnostics;

namespace Ombud.Database.Locking;

/// <summary>What one process on a machine does at a time. The lock is on a file, and so ends with its process, killed or not.</summary>
internal static class FileLock
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the lock and takes it; whoever disposes it lets go.</summary>
    /// <param name="doing">What is done under it, for the message: <c>migrates the database</c>.</param>
    /// <exception cref="ConfigurationException">Another process has held it for minutes.</exception>
    public static async Task<FileStream> TakeAsync(string path, string doing, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, PrivateFiles.Options(FileMode.OpenOrCreate));
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(started) < LongestWait)
            {
                await Task.Delay(Pause, cancel);
            }
            catch (IOException)
            {
                throw new ConfigurationException([$"Another process {doing}: it holds {path}."]);
            }
        }
    }
}
