using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Ombud.Connectors.Connecting;

namespace Ombud.Connectors.Folders;

/// <summary>A file that is written anew without some rows and with others changed, to stand in for the old one.</summary>
internal sealed class FileReplacement(FolderTables tables, TouchedTable touched)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const uint ReadAndWrite = 6;
    private const uint All = 7;
    private readonly string _path = tables.NewOf(touched.Path);
    private bool _isWritten;

    public TouchedTable Touched => touched;

    /// <summary>Writes it beside the old one and down to the disk.</summary>
    /// <exception cref="FolderException">The folder may not be written to, or the old file has changed.</exception>
    public async Task<bool> WriteAsync(CancellationToken cancel)
    {
        await CheckAsync();
        try
        {
            await WriteRowsAsync(cancel);
        }
        catch (UnauthorizedAccessException)
        {
            throw new FolderException(FolderFailure.NotWritable);
        }

        return true;
    }

    /// <summary>Sees that nobody has written to the old file, or put another in its place.</summary>
    /// <exception cref="FolderException">Somebody has.</exception>
    public ValueTask<bool> CheckAsync() => UnixFile.Find(touched.Path)?.Stamp == touched.State.Stamp
        ? ValueTask.FromResult(true)
        : throw new FolderException(FolderFailure.Changed);

    /// <summary>Puts it in the place of the old one: whoever opens the name finds one of them, whole.</summary>
    public void Replace()
    {
        File.Move(_path, touched.Path, overwrite: true);
        _isWritten = false;
    }

    /// <summary>Removes it, where it did not take the place of the old one.</summary>
    public void Discard()
    {
        if (!_isWritten)
            return;

        try
        {
            File.Delete(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What went wrong before this is what must be told; the next erasing removes what is left.
        }
    }

    /// <summary>
    /// Whether owner and group of a file can do with another in its place what they could with it. Nobody knows whether an owner is in
    /// the group, and another group would come by what is meant for this one.
    /// </summary>
    public static bool ServesOwner(FileState old, FileState made)
    {
        var (owner, group) = ((old.Mode >> 6) & ReadAndWrite, (old.Mode >> 3) & All);
        return (made.Group == old.Group || (group & ~old.Mode) == 0) && (made.User == old.User || (owner & ~old.Mode) == 0);
    }

    private async Task WriteRowsAsync(CancellationToken cancel)
    {
        var options = new FileStreamOptions { Access = FileAccess.Write, Mode = FileMode.CreateNew, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        await using var output = new FileStream(_path, options);
        _isWritten = true;
        await using var reader = tables.Open(
            touched.Table.Name, touched.Table.Key.Concat(touched.Table.Fields.Select(field => field.Name)).Concat(touched.Overwritten));
        var key = TouchedTable.KeyOf(touched.Table, reader);
        var changed = new ArrayBufferWriter<byte>();
        while (await reader.ReadAsync(cancel))
        {
            if (!reader.IsRow || !touched.IsTouched(Comparable.Key(key.Select(reader.Value)), out var values))
            {
                await output.WriteAsync(reader.Piece, cancel);
            }
            else if (values is not null)
            {
                changed.ResetWrittenCount();
                reader.Overwrite(values.ToDictionary(each => reader.PlaceOf(each.Key), each => each.Value), changed);
                await output.WriteAsync(changed.WrittenMemory, cancel);
            }
        }

        await output.FlushAsync(cancel);
        KeepOwner(output.SafeFileHandle);
        output.Flush(flushToDisk: true);
    }

    // By the open file and never by its name, where somebody else may have put a link by now.
    private void KeepOwner(SafeFileHandle made)
    {
        var old = touched.State;
        if (OperatingSystem.IsLinux())
        {
            if (UnixFile.Find(made) is var own && (own.User != old.User || own.Group != old.Group))
                UnixFile.TryGive(made, old.User, old.Group);
            if (!ServesOwner(old, UnixFile.Find(made)))
                throw new FolderException(FolderFailure.NotTheirs);
        }

        // Last, since giving a file away takes some of its bits.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(made, (UnixFileMode)old.Mode);
    }
}
