using System.Diagnostics;

namespace Ombud.Connectors.Folders;

/// <summary>The lock of a folder, by which processes of Ombud keep out of each other's way.</summary>
internal static class FolderLock
{
    // How the system says that another process holds it: EWOULDBLOCK by its number, and a violation of sharing.
    private const int HeldOnLinux = 11;
    private const int HeldOnOtherUnix = 35;
    private const int HeldOnWindows = unchecked((int)0x80070020);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Takes the lock. The system lets go of it where the process ends, however it ends.</summary>
    /// <param name="wait">How long to wait for another process that holds it.</param>
    /// <exception cref="FolderException">It is held for longer, is no file, or may not be opened or made.</exception>
    public static async ValueTask<FileStream> HoldAsync(string folder, TimeSpan wait, CancellationToken cancel)
    {
        var path = Path.Combine(folder, FolderTables.LockName);
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            var isNew = false;
            try
            {
                var known = UnixFile.Find(path);
                if (known is { IsRegular: false })
                    throw new FolderException(FolderFailure.NoLock);

                // Made only where there is nothing of the name, so that no file is made elsewhere by way of a link.
                isNew = known is null;
                return new FileStream(path, isNew ? FileMode.CreateNew : FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException)
            {
                throw new FolderException(File.Exists(path) ? FolderFailure.LockClosed : FolderFailure.NotWritable);
            }
            catch (IOException e) when (IsHeld(e) || (isNew && File.Exists(path)))
            {
                if (waiting.Elapsed > wait)
                    throw new FolderException(FolderFailure.Held);
            }

            await Task.Delay(Pause, cancel);
        }
    }

    /// <summary>Whether a failure says that another process holds the lock; a full disk is told and not waited for.</summary>
    public static bool IsHeld(IOException failure) => failure.HResult ==
        (OperatingSystem.IsWindows() ? HeldOnWindows : OperatingSystem.IsLinux() ? HeldOnLinux : HeldOnOtherUnix);
}
