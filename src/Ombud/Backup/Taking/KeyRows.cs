using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Ombud.Backup.Folder;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Keys.Rotation;
using Ombud.Trail.Notes;

namespace Ombud.Backup.Taking;

/// <summary>What a key store says of itself, and what shows whether a master key opens it; from a store or from a copy of one.</summary>
/// <param name="Master">Fingerprint of the master key.</param>
/// <param name="TrailSecret">The wrapped secret that signs checkpoints; null where nothing was signed.</param>
internal sealed record KeyRows(
    Guid Installation, int Schema, string Master, byte[]? TrailSecret, IReadOnlyList<(int Epoch, byte[] Wrapped)> Epochs)
{
    private const string Secret = "trail-signer";

    /// <summary>Reads a key store as it is configured; null where there is none yet.</summary>
    public static async Task<KeyRows?> ReadAsync(StorageOptions storage, CancellationToken cancel)
    {
        if (storage.KeysEngine is Engine.Sqlite)
        {
            var file = SqliteFile.Of(storage.KeysConnection);
            if (!SqliteFile.IsThere(file))
                return null;
            await using var sqlite = await SqliteFile.OpenAsync(file, cancel);
            return await TryReadAsync(sqlite, cancel);
        }
        await using var source = PostgresConnection.Open(storage.KeysConnection);
        await using var connection = await source.OpenConnectionAsync(cancel);
        return await TryReadAsync(connection, cancel);
    }

    /// <summary>Reads a copy in a backup, whose files have been checked.</summary>
    public static async Task<KeyRows> ReadCopyAsync(string folder, BackupManifest manifest, CancellationToken cancel)
    {
        if (manifest.Provider == nameof(Engine.Sqlite))
        {
            await using var copy = await SqliteFile.OpenCopyAsync(Path.Combine(folder, BackUpKeys.FileName), cancel);
            return await ReadAsync(copy, cancel) ?? throw Empty(folder);
        }
        KeyRows? rows = null;
        await foreach (var row in RowsAsync(folder, manifest, "installation", ["id", "schema_version", "master"], cancel))
            rows = new KeyRows(new Guid(row[0]!, bigEndian: true), BinaryPrimitives.ReadInt32BigEndian(row[1]), Text(row[2]!), null, []);
        await foreach (var row in RowsAsync(folder, manifest, "secret", ["name", "wrapped"], cancel))
            rows = Text(row[0]!) == Secret ? rows! with { TrailSecret = row[1] } : rows;
        var epochs = new List<(int, byte[])>();
        await foreach (var row in RowsAsync(folder, manifest, "epoch", ["epoch", "wrapped"], cancel))
            epochs.Add((BinaryPrimitives.ReadInt32BigEndian(row[0]), row[1]!));
        return (rows ?? throw Empty(folder)) with { Epochs = epochs };
    }

    /// <summary>What does not fit, as a sentence; null where the master key of a folder opens it all.</summary>
    /// <param name="seed">The bytes that sign checkpoints; null where nothing was signed.</param>
    public string? Fault(string keysFolder, out byte[]? seed)
    {
        seed = null;
        MasterKey? master;
        try
        {
            master = MasterKey.Find(keysFolder, Master);
        }
        catch (ConfigurationException failure)
        {
            return failure.Errors[0];
        }
        if (master is null)
            return $"{MasterKey.FileIn(keysFolder)} is not the master key of this key store. Put the right one back.";
        using (master)
        {
            try
            {
                foreach (var (epoch, wrapped) in Epochs)
                    CryptographicOperations.ZeroMemory(master.Unwrap(wrapped, KeyStore.Binding($"epoch {epoch}")));
                seed = TrailSecret is null ? null : master.Unwrap(TrailSecret, KeyStore.Binding($"secret {Secret} 1"));
                return null;
            }
            catch (CryptographicException)
            {
                return $"The master key does not open the key store of {keysFolder}: it was altered. Use another copy of the keys.";
            }
        }
    }

    /// <summary>Whether a checkpoint was signed by the installation whose secret this is.</summary>
    public static bool IsSignedBy(byte[]? seed, string note)
    {
        if (seed is null || note.IndexOf('\n', StringComparison.Ordinal) is not (> 0 and var end))
            return false;
        using var signer = NoteSigner.FromSeed(note[..end], seed);
        return Checkpoint.Open(note, signer.Verifier).IsOk;
    }

    private static async Task<KeyRows?> TryReadAsync(DbConnection connection, CancellationToken cancel)
    {
        try
        {
            return await ReadAsync(connection, cancel);
        }
        catch (DbException failure) when (!DbFailure.IsOfWholeDatabase(failure))
        {
            // No such table: no process has ever started on it.
            return null;
        }
    }

    private static async Task<KeyRows?> ReadAsync(DbConnection connection, CancellationToken cancel)
    {
        KeyRows rows;
        await using (var select = connection.Command("select id, schema_version, master from installation"))
        await using (var reader = await select.ExecuteReaderAsync(cancel))
        {
            if (!await reader.ReadAsync(cancel))
                return null;
            rows = new KeyRows(reader.GuidAt(0), reader.GetInt32(1), reader.GetString(2), null, []);
        }
        await using (var select = connection.Command("select wrapped from secret where name = @name and version = 1").With("name", Secret))
            rows = rows with { TrailSecret = await select.ExecuteScalarAsync(cancel) as byte[] };
        var epochs = new List<(int, byte[])>();
        await using (var select = connection.Command("select epoch, wrapped from epoch order by epoch"))
        await using (var reader = await select.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
                epochs.Add((reader.GetInt32(0), reader.BytesAt(1)));
        }
        return rows with { Epochs = epochs };
    }

    private static async IAsyncEnumerable<byte[]?[]> RowsAsync(
        string folder, BackupManifest manifest, string table, string[] columns,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var known = manifest.Tables.Single(one => one.Name == table).Columns.ToList();
        var places = columns.Select(column => known.IndexOf(column)).ToArray();
        await foreach (var row in CopyReader.ReadAsync(CopyReader.FileOf(folder, table), cancel))
            yield return [.. places.Select(place => row[place])];
    }

    private static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);

    private static BackupRefusedException Empty(string folder) => new($"{folder} holds no installation. Take another copy of the keys.");
}
