using Ombud.Backup.Taking;
using Ombud.Database;

namespace Ombud.Backup.Folder;

/// <summary>Keeps backups of data and of keys apart, and both from what they are of.</summary>
internal static class Places
{
    private const int DepthMax = 3;

    /// <summary>Looks at where a backup is to be written.</summary>
    /// <exception cref="BackupRefusedException">Inside or around the data, the keys, or a backup of the other kind.</exception>
    public static void Check(string folder, BackupKind kind, StorageOptions storage)
    {
        var real = StorageOptions.RealPath(folder);
        foreach (var (name, of) in new[] { ("OMBUD_DATA", storage.DataFolder), ("OMBUD_KEYS", storage.KeysFolder) })
        {
            var other = StorageOptions.RealPath(of);
            if (StorageOptions.IsInside(real, other) || StorageOptions.IsInside(other, real))
            {
                throw new BackupRefusedException(
                    $"{folder} lies in or around {name} ({of}). A backup belongs elsewhere, best on another machine.");
            }
        }

        if (Backups(real).FirstOrDefault(found => KindOf(found) is { } known && known != kind) is { } mixed)
        {
            throw new BackupRefusedException(kind is BackupKind.Keys
                ? $"{folder} lies in or around {mixed}, a backup of the data. Whoever has both reads everything: keep the keys elsewhere."
                : $"{folder} lies in or around {mixed}, a copy of the keys. Whoever has both reads everything: keep the data elsewhere.");
        }
    }

    // Above it, and a few levels below.
    private static IEnumerable<string> Backups(string folder)
    {
        for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            if (BackupManifest.IsIn(above))
                yield return above;
            // Beside copies of the keys, in the folder that holds them.
            if (BackUpKeys.NewestIn(above) is { } keys)
                yield return keys;
        }
        if (!Directory.Exists(folder))
            yield break;
        var below = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = DepthMax, IgnoreInaccessible = true };
        foreach (var found in Directory.EnumerateFiles(folder, BackupManifest.FileName, below))
            yield return Path.GetDirectoryName(found)!;
    }

    // Also of a manifest that was changed: what it says of its kind is enough to keep apart.
    private static BackupKind? KindOf(string folder)
    {
        var json = File.ReadAllText(Path.Combine(folder, BackupManifest.FileName));
        return json.Contains("\"kind\": \"Keys\"", StringComparison.Ordinal) ? BackupKind.Keys
            : json.Contains("\"kind\": \"Data\"", StringComparison.Ordinal) ? BackupKind.Data : null;
    }
}
