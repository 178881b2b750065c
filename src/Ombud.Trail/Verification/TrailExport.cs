using System.IO.Compression;
using System.Security;

namespace Ombud.Trail.Verification;

/// <summary>
/// A log taken along: the files <c>checkpoint</c>, <c>tile/…</c>, <c>tile/entries/…</c> and <c>receipts/*.json</c> of a
/// folder, a zip or memory. Opening one never fails; what cannot be read becomes a finding of the verifier.
/// </summary>
public sealed class TrailExport : IDisposable
{
    /// <summary>Longest file that is read, in bytes. A full bundle has 8,704, a full tile 8,192.</summary>
    public const int FileBytesMax = 4 * 1024 * 1024;

    private readonly Func<IEnumerable<string>> _list;
    private readonly Func<string, Stream> _open;
    private readonly IDisposable? _owned;

    private TrailExport(Func<IEnumerable<string>> list, Func<string, Stream> open, IDisposable? owned = null) =>
        (_list, _open, _owned) = (list, open, owned);

    /// <summary>An export in a folder. Links in it are not followed, so they count as missing.</summary>
    public static TrailExport FromFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
            IgnoreInaccessible = false,
        };

        return new TrailExport(
            () => Directory.EnumerateFiles(folder, "*", options)
                .Select(file => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/')),
            path => File.OpenRead(Path.Combine(folder, path)));
    }

    /// <summary>An export in memory: path within the export, and the file's bytes.</summary>
    public static TrailExport FromFiles(IReadOnlyDictionary<string, byte[]> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return new TrailExport(() => files.Keys, path => new MemoryStream(files[path], writable: false));
    }

    /// <summary>An export in a zip file, which stays open until the export is disposed of.</summary>
    /// <param name="zip">A stream that can be read and sought; disposed of with the export.</param>
    public static TrailExport FromZip(Stream zip)
    {
        ArgumentNullException.ThrowIfNull(zip);
        var archive = new Lazy<ZipArchive>(() => new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true));
        return new TrailExport(
            () => archive.Value.Entries.Select(entry => entry.FullName).Where(name => !name.EndsWith('/')),
            path => archive.Value.GetEntry(path)?.Open() ?? throw new FileNotFoundException("No such entry."),
            zip);
    }

    /// <summary>Lets go of the zip; does nothing for other exports.</summary>
    public void Dispose() => _owned?.Dispose();

    internal Parsed<IReadOnlyList<string>> Paths()
    {
        try
        {
            return Parsed<IReadOnlyList<string>>.Ok([.. _list()]);
        }
        catch (Exception fault) when (IsOfTheMedium(fault))
        {
            return Parsed<IReadOnlyList<string>>.Failed("The export's files cannot be listed.");
        }
    }

    internal Parsed<byte[]> Read(string path)
    {
        try
        {
            using var file = _open(path);
            using var content = new MemoryStream();

            // A zip's stated length may lie, so the limit is on what comes out.
            var chunk = new byte[16 * 1024];
            for (int read; (read = file.Read(chunk)) > 0;)
            {
                content.Write(chunk, 0, read);
                if (content.Length > FileBytesMax)
                    return Parsed<byte[]>.Failed("The file is longer than any file of an export.");
            }

            return Parsed<byte[]>.Ok(content.ToArray());
        }
        catch (Exception fault) when (IsOfTheMedium(fault))
        {
            return Parsed<byte[]>.Failed("The file cannot be read.");
        }
    }

    private static bool IsOfTheMedium(Exception fault) => fault is IOException or UnauthorizedAccessException
        or InvalidDataException or SecurityException or NotSupportedException or ArgumentException
        or ObjectDisposedException;
}
