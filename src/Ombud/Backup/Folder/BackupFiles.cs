using System.Security.Cryptography;
using Ombud.Database;

namespace Ombud.Backup.Folder;

/// <summary>Files of a backup: made for their owner alone, and on the disk before they are counted on.</summary>
internal static class BackupFiles
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerAlone);
    }

    /// <summary>Writes a new file and waits until it is on the disk.</summary>
    public static async Task WriteAsync(string file, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        await using var stream = new FileStream(file, PrivateFiles.Options(FileMode.CreateNew));
        await stream.WriteAsync(bytes, cancel);
        await stream.FlushAsync(cancel);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Copies a file and waits until the copy is on the disk; one of that name is written over.</summary>
    public static async Task CopyAsync(string from, string to, CancellationToken cancel)
    {
        await using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.Read);
        await using var stream = new FileStream(to, PrivateFiles.Options(FileMode.Create));
        await source.CopyToAsync(stream, cancel);
        await stream.FlushAsync(cancel);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Waits until a file, and its name, are on the disk.</summary>
    public static void Sync(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>What the manifest says of each file of a folder.</summary>
    public static async Task<IReadOnlyList<BackupFile>> ListAsync(string folder, CancellationToken cancel)
    {
        var files = new List<BackupFile>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            files.Add(new BackupFile(
                Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'), new FileInfo(file).Length,
                await HashAsync(file, cancel)));
        }
        return files;
    }

    /// <summary>SHA-256 of a file, in hexadecimal.</summary>
    public static async Task<string> HashAsync(string file, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel));
    }
}

/// <summary>
/// A folder that is being written. It has its name only when it is whole, so that what a kill left is taken for no backup.
/// </summary>
internal sealed class DraftFolder : IDisposable
{
    /// <summary>What stands in the name of a folder that is not whole.</summary>
    public const string Unfinished = ".unfinished-";

    private readonly string _final;

    private DraftFolder(string final) =>
        (_final, Folder) = (final, final + Unfinished + Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal));

    /// <summary>Whether a folder is a draft that never got its name.</summary>
    public static bool Is(string folder) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)).Contains(Unfinished, StringComparison.Ordinal);

    /// <summary>Where to write.</summary>
    public string Folder { get; }

    /// <exception cref="BackupRefusedException">There is something of that name.</exception>
    public static DraftFolder Create(string final)
    {
        if (Path.Exists(final))
            throw new BackupRefusedException($"{final} is there already. Name a new folder: a backup is never written over another.");
        var draft = new DraftFolder(final);
        BackupFiles.CreateFolder(draft.Folder);
        return draft;
    }

    /// <summary>Gives it its name; everything in it is on the disk.</summary>
    public void Finish()
    {
        Directory.Move(Folder, _final);
        // Syncing a file after the rename also commits the rename on the journaling file systems.
        BackupFiles.Sync(Path.Combine(_final, BackupManifest.FileName));
    }

    public void Dispose()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
