using Ombud.Database;
using Ombud.Policies.Deciding;

namespace Ombud.Keys;

/// <summary>Rotation of the master key and of epochs. Both finish what a killed run began.</summary>
internal sealed partial class KeyRotation(
    KeyStore store, Epochs epochs, StorageOptions storage, ILogger<KeyRotation> logger)
{
    private const int BatchSize = 500;
    private MasterKey? _master;

    internal void Open(MasterKey master) => _master = master;

    /// <summary>
    /// Begins a new epoch, wraps every live data key anew and destroys the older epoch keys, so that a copy of a wrapped
    /// key in a log or a backup opens no more.
    /// </summary>
    /// <returns>How many keys were wrapped anew.</returns>
    public async Task<int> RotateEpochAsync(CancellationToken cancel)
    {
        var master = _master ?? throw new InvalidOperationException("The key store is not open yet.");
        var current = await epochs.BeginAsync(master, cancel);
        var rewrapped = 0;
        while (await RewrapBatchAsync(current, cancel) is > 0 and var batch)
            rewrapped += batch;
        for (var epoch = 1; epoch < current; epoch++)
            await epochs.DestroyAsync(epoch, cancel);
        LogRotated(current, rewrapped);
        return rewrapped;
    }

    /// <summary>Makes a new master key and wraps the epoch keys under it. The old file stays as <c>master.key.old</c>.</summary>
    public async Task RotateMasterAsync(CancellationToken cancel)
    {
        var old = _master ?? throw new InvalidOperationException("The key store is not open yet.");
        var file = MasterKey.FileIn(storage.KeysFolder);
        var next = MasterKey.Create(file + ".new");
        // The old file is kept until the commit is in, so that a kill at any point leaves a master key that fits.
        File.Copy(file, file + ".old", overwrite: true);
        await epochs.RewrapAsync(old, next, cancel);
        File.Move(file + ".new", file, overwrite: true);
        _master = next;
    }

    private async Task<int> RewrapBatchAsync(int current, CancellationToken cancel)
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
            await using var update = connection.Command(
                """
                update data_key
                set    epoch = @current, wrapped = @wrapped
                where  subject_id = @subject and controller = @controller and compartment = @compartment and version = @version
                """, transaction)
                .With("current", current).With("wrapped", epochs.Wrap(current, epochs.Unwrap(epoch, wrapped, binding), binding))
                .With("subject", name.Subject.Value).With("controller", name.Controller)
                .With("compartment", (short)name.Compartment).With("version", version);
            await update.ExecuteNonQueryAsync(cancel);
        }
        await transaction.CommitAsync(cancel);
        return rows.Count;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Epoch {Epoch} began; {Count} keys wrapped anew")]
    private partial void LogRotated(int epoch, int count);
}
