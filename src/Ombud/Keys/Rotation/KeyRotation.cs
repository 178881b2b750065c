using System.Security.Cryptography;
using Ombud.Database;
using Ombud.Policies.Deciding;

namespace Ombud.Keys.Rotation;

/// <summary>
/// Rotation of the master key and of epochs, while other processes serve. Both finish what a killed run began, and run one
/// at a time.
/// </summary>
internal sealed partial class KeyRotation(KeyStore store, Epochs epochs, ILogger<KeyRotation> logger)
{
    private const int BatchSize = 500;
    private const int TriesMax = 10;

    /// <summary>
    /// Begins a new epoch, wraps every live data key anew and destroys the older epoch keys, so that a copy of a wrapped
    /// key in a log or a backup opens no more.
    /// </summary>
    /// <returns>How many keys were wrapped anew.</returns>
    /// <exception cref="ConfigurationException">Another process is rotating.</exception>
    public async Task<int> RotateEpochAsync(CancellationToken cancel)
    {
        await using var alone = TakeLock();
        var current = await epochs.BeginAsync(after: null, cancel);
        var rewrapped = 0;
        for (var attempt = 1; ; attempt++)
        {
            while (await RewrapBatchAsync(current, cancel) is > 0 and var batch)
                rewrapped += batch;
            // A process that had not seen the new epoch may have made a key under an older one: once more.
            if (await epochs.DestroyOlderAsync(current, cancel))
                break;
            if (attempt == TriesMax)
                throw new InvalidOperationException("Keys were made under older epochs all the while; try again.");
        }
        if (!await store.TruncateLogAsync(cancel))
            LogBusy();
        LogRotated(current, rewrapped);
        return rewrapped;
    }

    /// <summary>
    /// Makes a new master key and wraps epoch keys and secrets under it. The old file stays as <c>master.key.old</c>: it
    /// opens backups from before, and is the operator's to destroy.
    /// </summary>
    /// <exception cref="ConfigurationException">Another process is rotating.</exception>
    public async Task RotateMasterAsync(CancellationToken cancel)
    {
        await using var alone = TakeLock();
        var next = await WrapUnderNextAsync(cancel);
        MasterKeyFile.PutInPlace(MasterKey.FileIn(store.Folder), next.Fingerprint);
        store.MasterOf(next.Fingerprint);
        if (!await store.TruncateLogAsync(cancel))
            LogBusy();
    }

    /// <summary>All of a rotation but the new file's rename, which whoever opens the store next makes up for.</summary>
    internal async Task<MasterKey> WrapUnderNextAsync(CancellationToken cancel)
    {
        var file = MasterKey.FileIn(store.Folder);
        await using var connection = await store.Db.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var old = await store.LockMasterAsync(connection, transaction, cancel);
        MasterKeyFile.Write(file + ".old", MasterKeyFile.Read(file) ?? throw new FileNotFoundException("The master key is gone.", file));
        MasterKeyFile.RemoveLeftovers(file);
        var next = MasterKey.CreateNext(store.Folder);
        await Epochs.RewrapAsync(connection, transaction, old, next, cancel);
        await Secrets.RewrapAsync(connection, transaction, old, next, cancel);
        await using var name = connection.Command("update installation set master = @master", transaction).With("master", next.Fingerprint);
        await name.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
        return next;
    }

    private FileStream TakeLock()
    {
        var path = Path.Combine(store.Folder, "rotation.lock");
        try
        {
            return new FileStream(path, PrivateFiles.Options(FileMode.OpenOrCreate));
        }
        catch (IOException)
        {
            throw new ConfigurationException([$"Another process rotates the keys: it holds {path}."]);
        }
    }

    /// <summary>Wraps some keys of older epochs anew, in one commit.</summary>
    /// <returns>How many; 0 where none are left.</returns>
    internal async Task<int> RewrapBatchAsync(int current, CancellationToken cancel)
    {
        using var pass = await store.Db.Gate.EnterAsync(cancel);
        await using var connection = await store.Db.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var rows = new List<(KeyName Name, int Version, int Epoch, byte[] Wrapped)>();
        await using (var select = connection.Command(
            """
            select subject_id, controller, compartment, version, epoch, wrapped
            from   data_key
            where  epoch < @current
            order  by subject_id, controller, compartment, version
            limit  @batch
            """, transaction).With("current", current).With("batch", BatchSize))
        await using (var reader = await select.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
            {
                var name = new KeyName(new SubjectId(reader.GuidAt(0)), reader.GetString(1), (Compartment)reader.GetInt16(2));
                rows.Add((name, reader.GetInt32(3), reader.GetInt32(4), reader.BytesAt(5)));
            }
        }

        foreach (var (name, version, epoch, wrapped) in rows)
        {
            var binding = KeyRing.Binding(name, version);
            if (!epochs.TryUnwrap(epoch, wrapped, binding, out var key))
                throw new CryptographicException($"Epoch {epoch} is not in the key store.");
            await using var update = connection.Command(
                """
                update data_key
                set    epoch = @current, wrapped = @wrapped
                where  subject_id = @subject and controller = @controller and compartment = @compartment and version = @version
                """, transaction)
                .With("current", current).With("wrapped", epochs.Wrap(current, key, binding))
                .With("subject", name.Subject.Value).With("controller", name.Controller)
                .With("compartment", (short)name.Compartment).With("version", version);
            CryptographicOperations.ZeroMemory(key);
            await update.ExecuteNonQueryAsync(cancel);
        }
        await transaction.CommitAsync(cancel);
        return rows.Count;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Epoch {Epoch} began; {Count} keys wrapped anew")]
    private partial void LogRotated(int epoch, int count);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The key store's log could not be emptied because another process was reading; it is emptied by its next checkpoint")]
    private partial void LogBusy();
}
