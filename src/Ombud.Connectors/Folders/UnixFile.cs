using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Ombud.Connectors.Folders;

/// <summary>What changes of a file when somebody writes to it or puts another in its place.</summary>
internal readonly record struct FileStamp(
    ulong Device, ulong Node, long Length, long Modified, uint ModifiedNanos, long Changed, uint ChangedNanos);

/// <summary>What is known of a file.</summary>
/// <param name="Mode">Its permissions, as Unix counts them.</param>
/// <param name="Links">How many names lead to it.</param>
internal sealed record FileState(FileStamp Stamp, uint User, uint Group, uint Mode, bool IsRegular, uint Links);

/// <summary>
/// What .NET has no words for: which file a name leads to, whose it is, and making a rename last. Elsewhere than on Linux it is less:
/// length and time tell a change, owners and further names are not known, and a rename lasts when the system says so.
/// </summary>
internal static class UnixFile
{
    private const int AtCurrentFolder = -100;
    private const int AtNoFollow = 0x100;
    private const int AtHandleItself = 0x1000;

    // As it is on the server, where the folder is another machine's, and not as this one remembers it.
    private const int AtServer = 0x2000;
    private const uint BasicStats = 0x7ff;
    private const int CloseOnExec = 0x80000;
    private const int NoEntry = 2;
    private const int NoRight = 13;
    private const int NoFolder = 20;
    private const uint FormatMask = 0xF000;
    private const uint FormatRegular = 0x8000;
    private const uint PermissionMask = 0xFFF;

    /// <summary>What is known of a file; a link is not followed. Null where there is none.</summary>
    /// <exception cref="FolderException">The system does not tell, as where a container forbids the question itself.</exception>
    public static FileState? Find(string path)
    {
        if (!OperatingSystem.IsLinux())
            return FindElsewhere(path);

        var buffer = new byte[256];
        if (Statx(AtCurrentFolder, Bytes(path), AtNoFollow | AtServer, BasicStats, buffer) == 0)
            return Read(buffer);

        return Marshal.GetLastPInvokeError() is var code && code is NoEntry or NoFolder ? null : throw Failed(code);
    }

    /// <summary>What is known of a file that is open, whatever its name leads to by now. On Linux alone.</summary>
    /// <inheritdoc cref="Find(string)"/>
    public static FileState Find(SafeFileHandle file)
    {
        var buffer = new byte[256];
        return Statx(file, Bytes(""), AtHandleItself | AtServer, BasicStats, buffer) == 0
            ? Read(buffer)
            : throw Failed(Marshal.GetLastPInvokeError());
    }

    /// <summary>Gives an open file to a user and a group, as far as this process may: the group at least, if it is in it.</summary>
    public static void TryGive(SafeFileHandle file, uint user, uint group)
    {
        if (OperatingSystem.IsLinux() && Chown(file, user, group) != 0)
            _ = Chown(file, uint.MaxValue, group);
    }

    private static Exception Failed(int code) =>
        code == NoRight ? new UnauthorizedAccessException() : FolderFailure.NotTold(code);

    private static FileState Read(byte[] buffer)
    {
        uint mode = BitConverter.ToUInt16(buffer, 28);
        return new(
            new(BitConverter.ToUInt64(buffer, 136), BitConverter.ToUInt64(buffer, 32), BitConverter.ToInt64(buffer, 40),
                BitConverter.ToInt64(buffer, 112), BitConverter.ToUInt32(buffer, 120),
                BitConverter.ToInt64(buffer, 96), BitConverter.ToUInt32(buffer, 104)),
            BitConverter.ToUInt32(buffer, 20), BitConverter.ToUInt32(buffer, 24), mode & PermissionMask,
            (mode & FormatMask) == FormatRegular, BitConverter.ToUInt32(buffer, 16));
    }

    /// <summary>Makes what was renamed in a folder last, should the power go.</summary>
    public static void Settle(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return;

        var handle = Open(Bytes(folder), CloseOnExec);
        if (handle < 0)
            throw new IOException("The folder cannot be opened.", Marshal.GetLastPInvokeError());
        var failed = Fsync(handle) != 0;
        var code = Marshal.GetLastPInvokeError();
        _ = Close(handle);
        if (failed)
            throw new IOException("The folder cannot be written to the disk.", code);
    }

    // As the system reads a path: up to a zero.
    private static byte[] Bytes(string path) => [.. Encoding.UTF8.GetBytes(path), 0];

    private static FileState? FindElsewhere(string path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is null && !file.Exists)
            return null;

        var mode = OperatingSystem.IsWindows() || file.LinkTarget is not null ? 0 : (uint)File.GetUnixFileMode(path);
        return new(
            new(0, 0, file.Exists ? file.Length : 0, file.LastWriteTimeUtc.Ticks, 0, 0, 0), 0, 0, mode, file.LinkTarget is null, Links: 1);
    }

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(
        int folder, byte[] path, int flags, uint mask, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(
        SafeFileHandle file, byte[] path, int flags, uint mask, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "fchown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Chown(SafeFileHandle file, uint user, uint group);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
