using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ombud.Backup.Folder;

/// <summary>What a backup holds. The two never lie in one folder: together they open everything.</summary>
internal enum BackupKind
{
    /// <summary>The data, encrypted as it lies.</summary>
    Data,

    /// <summary>The key store and the master key.</summary>
    Keys,
}

/// <summary>A file of a backup.</summary>
/// <param name="Path">From the backup's folder, with slashes.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">In hexadecimal.</param>
internal sealed record BackupFile(string Path, long Size, string Sha256);

/// <summary>A table of a backup.</summary>
/// <param name="Columns">Names, in the order in which a copy of PostgreSQL has them.</param>
internal sealed record BackupTable(string Name, IReadOnlyList<string> Columns, long Rows);

/// <summary>What a backup says of itself: <c>manifest.json</c>, with its own hash beside it.</summary>
internal sealed record BackupManifest
{
    /// <summary>The format that this version writes and reads.</summary>
    public const int FormatVersion = 1;

    public const string FileName = "manifest.json";
    public const string HashName = "manifest.sha256";

    public required int Format { get; init; }
    public required BackupKind Kind { get; init; }

    /// <summary>Id of the backup.</summary>
    public required Guid Id { get; init; }

    /// <summary>Id of the installation, part of every ciphertext.</summary>
    public required Guid Installation { get; init; }

    /// <summary><c>Sqlite</c> or <c>Postgres</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>Name of the last migration; of a key store the number of its schema.</summary>
    public required string Schema { get; init; }

    /// <summary>When it was begun: everything that was acknowledged before is in it.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Number of leaves of the tree; 0 for keys.</summary>
    public long TreeSize { get; init; }

    /// <summary>The newest signed checkpoint; null before the first, and for keys.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Until when a copy of the keys may be kept, since it opens the backups of the erased; null for data.</summary>
    public DateTimeOffset? KeepUntil { get; init; }

    public required IReadOnlyList<BackupTable> Tables { get; init; }
    public required IReadOnlyList<BackupFile> Files { get; init; }

    /// <summary>A moment as part of a folder's name.</summary>
    public static string Stamp(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Whether a folder says that it is a backup.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>Writes it with its hash, as the last files of a backup.</summary>
    public async Task WriteAsync(string folder, CancellationToken cancel)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this, ManifestJson.Default.BackupManifest);
        await BackupFiles.WriteAsync(Path.Combine(folder, FileName), json, cancel);
        var hash = Encoding.ASCII.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(json))}  {FileName}\n");
        await BackupFiles.WriteAsync(Path.Combine(folder, HashName), hash, cancel);
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="BackupRefusedException">There is none, it was changed, or it is of a newer format.</exception>
    public static async Task<BackupManifest> ReadAsync(string folder, CancellationToken cancel)
    {
        if (!IsIn(folder))
        {
            throw new BackupRefusedException(
                $"{folder} is no backup: it has no {FileName}. A backup that was killed is never finished; take another one.");
        }
        var json = await File.ReadAllBytesAsync(Path.Combine(folder, FileName), cancel);
        var (hash, right) = (Path.Combine(folder, HashName), Convert.ToHexStringLower(SHA256.HashData(json)));
        if (!File.Exists(hash) || !(await File.ReadAllTextAsync(hash, cancel)).StartsWith(right, StringComparison.Ordinal))
            throw new BackupRefusedException($"{FileName} of {folder} was changed, or {HashName} is missing. Take another backup.");
        try
        {
            var manifest = JsonSerializer.Deserialize(json, ManifestJson.Default.BackupManifest)!;
            return manifest.Format == FormatVersion
                ? manifest
                : throw new BackupRefusedException(
                    $"{folder} has format {manifest.Format}, this version of Ombud reads {FormatVersion}. Use the version that made it.");
        }
        catch (JsonException)
        {
            throw new BackupRefusedException($"{FileName} of {folder} cannot be read. Take another backup.");
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
