using System.Text;
using Ombud.Connectors.Folders.Reading;

namespace Ombud.Connectors.Folders;

/// <summary>The tables of a folder: each file in it that ends in <c>.csv</c> or <c>.jsonl</c>, by its name before that.</summary>
internal sealed class FolderTables(FolderSettings settings)
{
    /// <summary>What the name of a file ends in that is being written and will stand in for the one it is named after.</summary>
    public const string NewEnding = ".ombud-new";

    /// <summary>The file by which processes of Ombud keep out of each other's way; empty, and left where it is.</summary>
    public const string LockName = ".ombud-lock";

    private const string Csv = ".csv";
    private const string JsonLines = ".jsonl";

    // What a file is called while it is written is a little longer, and a name has at most 255 bytes.
    private const int NameBytesMax = 235;

    // The fields that each table is known to have had while this is used.
    private readonly Dictionary<string, HashSet<string>> _known = new(StringComparer.Ordinal);

    public string Folder => settings.Folder;

    /// <summary>The names of all tables, in their order. Files whose name begins with a dot are none.</summary>
    public IReadOnlyList<string> List() =>
    [
        .. new DirectoryInfo(settings.Folder).EnumerateFiles()
            .Where(file => !file.Name.StartsWith('.') && (IsCsv(file.Name) || file.Name.EndsWith(JsonLines, StringComparison.Ordinal)))
            .Select(file => Path.GetFileNameWithoutExtension(file.Name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>The file of a table.</summary>
    /// <exception cref="FolderException">The name can be none, or leads to no file of the folder's own.</exception>
    public string PathOf(string table)
    {
        if (table.Length == 0 || table[0] == '.' || Encoding.UTF8.GetByteCount(table) > NameBytesMax
            || table.AsSpan().IndexOfAny('\0', Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) >= 0)
            throw new FolderException(FolderFailure.NoName);

        var path = Path.Combine(settings.Folder, table);
        var (csv, lines) = (UnixFile.Find(path + Csv), UnixFile.Find(path + JsonLines));
        if (csv is not null && lines is not null)
            throw new FolderException(FolderFailure.TwoFiles);

        var known = csv ?? lines ?? throw new FolderException(FolderFailure.NoTable);
        if (!known.IsRegular)
            throw new FolderException(FolderFailure.NoFile);

        return known.Links > 1 ? throw new FolderException(FolderFailure.Linked) : path + (csv is null ? JsonLines : Csv);
    }

    /// <summary>Opens a table for reading, without keeping anybody from writing to it.</summary>
    /// <param name="fields">The fields that are asked for.</param>
    /// <exception cref="FolderException">There is no such table.</exception>
    public TableReader Open(string table, IEnumerable<string> fields)
    {
        string[] names = [.. fields.Distinct(StringComparer.Ordinal)];
        var path = PathOf(table);
        var stream = new FileStream(path, new FileStreamOptions
        {
            Access = FileAccess.Read, BufferSize = 0, Mode = FileMode.Open, Options = FileOptions.SequentialScan,
            Share = FileShare.ReadWrite | FileShare.Delete,
        });
        if (IsCsv(path))
            return new CsvReader(stream, settings, names);

        if (!_known.TryGetValue(table, out var known))
            _known[table] = known = new(StringComparer.Ordinal);
        return new JsonLinesReader(stream, names, known);
    }

    /// <summary>The file that will stand in for another.</summary>
    public string NewOf(string path) => Path.Combine(settings.Folder, $".{Path.GetFileName(path)}{NewEnding}");

    /// <summary>Removes what a process left that was killed while it wrote.</summary>
    /// <exception cref="FolderException">The folder may not be written to.</exception>
    public void Sweep()
    {
        try
        {
            foreach (var left in Directory.EnumerateFiles(settings.Folder, $".*{NewEnding}"))
                File.Delete(left);
        }
        catch (UnauthorizedAccessException)
        {
            throw new FolderException(FolderFailure.NotWritable);
        }
    }

    private static bool IsCsv(string name) => name.EndsWith(Csv, StringComparison.Ordinal);
}
