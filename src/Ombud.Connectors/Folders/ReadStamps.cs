namespace Ombud.Connectors.Folders;

/// <summary>
/// The files as they were when a question first read them. What an erasing does follows from the answers, so that a file which is another
/// by then, with the same keys for other people's rows, must not be touched.
/// </summary>
internal sealed class ReadStamps
{
    private readonly Dictionary<string, FileStamp> _stamps = new(StringComparer.Ordinal);

    /// <summary>Notes the file of a table that is about to be read; the first reading counts.</summary>
    /// <returns>Whether this is the first.</returns>
    /// <exception cref="FolderException">There is none.</exception>
    public bool Note(string table, string path) =>
        _stamps.TryAdd(table, (UnixFile.Find(path) ?? throw new FolderException(FolderFailure.NoTable)).Stamp);

    /// <summary>Sees that a file is as it was when it was first read, if it was.</summary>
    /// <exception cref="FolderException">It is not.</exception>
    public void Check(string table, FileStamp now)
    {
        if (_stamps.TryGetValue(table, out var read) && read != now)
            throw new FolderException(FolderFailure.Changed);
    }

    public void Clear() => _stamps.Clear();
}
