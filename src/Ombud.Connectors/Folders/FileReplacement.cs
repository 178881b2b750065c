using System.Buffers;
using Ombud.Connectors.Folders.Reading;

namespace Ombud.Connectors.Folders;

/// <summary>A file that is written anew without some rows and with others changed, to stand in for the old one.</summary>
internal sealed class FileReplacement(FolderTables tables, TouchedTable touched)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const uint OwnerBits = 6;
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

        KeepOwner();
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
        if (_isWritten)
            File.Delete(_path);
    }

    /// <summary>
    /// Whether the owner of a file can do with another in its place what they could with it: as its owner, by its group, or as anybody.
    /// </summary>
    public static bool ServesOwner(FileState old, FileState made)
    {
        var needed = (old.Mode >> 6) & OwnerBits;
        var left = (made.User == old.User ? old.Mode >> 6 : 0) | (made.Group == old.Group ? old.Mode >> 3 : 0) | old.Mode;
        return (left & needed) == needed;
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
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(output.SafeFileHandle, (UnixFileMode)touched.State.Mode);
        output.Flush(flushToDisk: true);
    }

    private void KeepOwner()
    {
        var old = touched.State;
        if (UnixFile.Find(_path) is not { } made || (made.User == old.User && made.Group == old.Group))
            return;

        UnixFile.TryGive(_path, old.User, old.Group);
        made = UnixFile.Find(_path)!;
        if (!ServesOwner(old, made))
            throw new FolderException(FolderFailure.NotTheirs);
        if (made.Mode != old.Mode && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(_path, (UnixFileMode)old.Mode);
    }
}
