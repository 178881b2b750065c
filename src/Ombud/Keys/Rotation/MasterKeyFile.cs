using Ombud.Database;

namespace Ombud.Keys.Rotation;

/// <summary>The master key's files. A file of a final name is always whole: written under another name, synced, renamed.</summary>
internal static class MasterKeyFile
{
    /// <summary>The file of a key that shall be next; by its fingerprint, so that no other can be taken for it.</summary>
    public static string Next(string file, string fingerprint) => $"{file}.{fingerprint}.new";

    public static byte[]? Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes a file durably and whole.</summary>
    public static void Write(string file, byte[] key)
    {
        var draft = WriteDraft(file, key);
        File.Move(draft, file, overwrite: true);
        Sync(file);
    }

    /// <summary>Writes a file that was not there; where another process was first, its file stays.</summary>
    public static void WriteFirst(string file, byte[] key)
    {
        var draft = WriteDraft(file, key);
        try
        {
            File.Move(draft, file, overwrite: false);
            Sync(file);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(draft);
        }
    }

    /// <summary>Renames the next key to the key; done already where another process was first.</summary>
    public static void PutInPlace(string file, string fingerprint)
    {
        try
        {
            File.Move(Next(file, fingerprint), file, overwrite: true);
            Sync(file);
        }
        catch (FileNotFoundException)
        {
            // Another process put it in place.
        }
    }

    /// <summary>Removes what killed rotations left that never came into force.</summary>
    public static void RemoveLeftovers(string file)
    {
        // Simple, since the older manner of matching takes "master.key" itself for a match.
        var exactly = new EnumerationOptions { MatchType = MatchType.Simple };
        foreach (var leftover in Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + ".*.*", exactly))
            File.Delete(leftover);
    }

    private static string WriteDraft(string file, byte[] key)
    {
        var draft = $"{file}.{Path.GetRandomFileName()}";
        using var stream = new FileStream(draft, PrivateFiles.Options(FileMode.CreateNew));
        stream.Write(key);
        stream.Flush(flushToDisk: true);
        return draft;
    }

    // Syncing the file after its rename also commits the rename on the journaling file systems.
    private static void Sync(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        stream.Flush(flushToDisk: true);
    }
}
