using Microsoft.EntityFrameworkCore;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Backup.Folder;
using Ombud.Backup.Replaying;
using Ombud.Backup.Restoring;
using Ombud.Backup.Taking;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Log.Sequencing;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.Backup.Trying;

/// <summary>
/// In a small installation beside this one: two people are backed up, one of them is erased, the backup is put back. What lies in the
/// backup is ciphertext, whose key is in neither the backup nor the key store; nothing is answered without the journal; with it the
/// erased one is gone again before anything is answered, and the other is there. And nothing is answered here from a database that waits
/// for its journal.
/// </summary>
internal sealed class BackupsBringNobodyBack(BuildApart build, IConfiguration configuration, Db db, TimeProvider time) : IControl
{
    private const int TraceLength = 24;

    public string Id => "backups-bring-nobody-back";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        using var room = new TrialRoom(build, configuration, time);
        var amiss = new List<string>();
        if (await RestoreMark.ReadAsync(db, cancel) is not null)
            amiss.Add("serving before the journal was replayed");
        var people = await BackUpAndEraseAsync(room, cancel);
        await LookAtBackupAsync(room, people, amiss, cancel);
        await RestoreAsync(room, people, amiss, cancel);
        return Measurement.Of(amiss,
            $"i en liten provinstallation: {people.Sealed.Count} uppgifter i säkerhetskopian utan nyckel efter raderingen; återläst svarar "
                + "den inte utan journalen, och med den är den raderade borta igen och den andra kvar",
            $"in a small installation for trying: {people.Sealed.Count} records in the backup without a key after the erasure; put back it "
                + "answers nothing without the journal, and with it the erased one is gone again and the other is there");
    }

    private static async Task<TriedPeople> BackUpAndEraseAsync(TrialRoom room, CancellationToken cancel)
    {
        await using var app = await room.BuildAsync(room.Before);
        var planter = app.Services.GetRequiredService<CanaryPlanter>();
        var gone = await planter.PlantAsync(planter.Longest, cancel);
        var stays = await planter.PlantAsync(planter.Points.First(), cancel);
        var sealedRows = await SealedAsync(app.Services, gone.Subject, cancel);
        var people = new TriedPeople(gone, stays.Subject, sealedRows, await WrappedAsync(app.Services, gone, cancel),
            (await SealedAsync(app.Services, stays.Subject, cancel)).Count);
        await SequenceAsync(app.Services, cancel);
        await new BackUpData(room.Before, app.Services.GetRequiredService<TimeProvider>(), Progress.None).RunAsync(room.Backup, cancel);
        await planter.EraseAsync(gone.Subject, cancel);
        await SequenceAsync(app.Services, cancel);
        return people;
    }

    private static async Task LookAtBackupAsync(TrialRoom room, TriedPeople people, List<string> amiss, CancellationToken cancel)
    {
        if (people.Sealed.Count == 0 || people.Keys.Count == 0 || await room.CountAsync(room.Backup, people.Sealed, cancel) == 0)
            amiss.Add("nothing in the backup");
        if (await room.CountAsync(room.Backup, [.. people.Gone.Values.SelectMany(RawSearch.FormsOf)], cancel) > 0)
            amiss.Add("readable in the backup");
        if (await room.CountAsync(room.Backup, people.Keys, cancel) > 0)
            amiss.Add("key in the backup");
        if (await room.CountAsync(room.Before.KeysFolder, people.Keys, cancel) > 0)
            amiss.Add("key in the key store");
    }

    private async Task RestoreAsync(TrialRoom room, TriedPeople people, List<string> amiss, CancellationToken cancel)
    {
        await new RestoreBackup(room.After, room.ConfigurationOf(room.After), time, Progress.None)
            .RunAsync(new RestoreOrder(room.Backup, Keys: null, Replace: false), cancel);
        if (await room.CountAsync(room.After.DataFolder, people.Sealed, cancel) == 0)
            amiss.Add("nothing was put back");

        File.Move(room.Journal, room.Journal + ".away");
        if (await StartsAsync(room))
            amiss.Add("answers without the journal");
        File.Move(room.Journal + ".away", room.Journal, overwrite: true);

        await using var app = await room.BuildAsync(room.After);
        var services = app.Services;
        if (await RestoreMark.ReadAsync(services.GetRequiredService<Db>(), cancel) is not null)
            amiss.Add("still waits");
        if (await services.GetRequiredService<Standings>().FindAsync(people.Gone.Subject, cancel) is not { IsErased: true })
            amiss.Add("not erased again");
        if ((await SealedAsync(services, people.Gone.Subject, cancel)).Count > 0
            || (await WrappedAsync(services, people.Gone, cancel)).Count > 0)
            amiss.Add("back");
        if (await services.GetRequiredService<Standings>().FindAsync(people.Stays, cancel) is not { IsErased: false }
            || (await SealedAsync(services, people.Stays, cancel)).Count != people.StaysRecords)
            amiss.Add("the other is not there");
    }

    private static async Task<bool> StartsAsync(TrialRoom room)
    {
        try
        {
            await using var app = await room.BuildAsync(room.After);
            return true;
        }
        catch (ConfigurationException)
        {
            return false;
        }
    }

    private static async Task SequenceAsync(IServiceProvider services, CancellationToken cancel)
    {
        while (await services.GetRequiredService<Sequencer>().SequenceAsync(cancel) > 0)
        {
        }
    }

    private static async Task<List<byte[]>> SealedAsync(IServiceProvider services, SubjectId person, CancellationToken cancel)
    {
        var bucket = Bucket.Of(person.Value);
        await using var context = await services.GetRequiredService<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(cancel);
        var rows = await context.Set<RecordRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == person.Value).ToListAsync(cancel);
        return rows.ConvertAll(row => row.Sealed[..TraceLength]);
    }

    /// <summary>The keys of somebody's records, facts and standing as they lie in the key store.</summary>
    private static async Task<List<byte[]>> WrappedAsync(IServiceProvider services, Canary person, CancellationToken cancel)
    {
        KeyName[] names =
        [
            KeyName.Facts(person.Subject), new(person.Subject, person.Point.Controller, Compartment.Ordinary),
            new(person.Subject, person.Point.Controller, Compartment.Special),
        ];
        await using var connection = await services.GetRequiredService<KeyStore>().Db.OpenAsync(cancel);
        return [.. (await WrappedKeys.ReadAsync(connection, names, cancel)).Values.Select(key => key.Wrapped)];
    }

    /// <param name="Sealed">How the records of the one who goes begin, as they lie.</param>
    /// <param name="Keys">The wrapped keys that open them.</param>
    private sealed record TriedPeople(
        Canary Gone, SubjectId Stays, IReadOnlyList<byte[]> Sealed, IReadOnlyList<byte[]> Keys, int StaysRecords);
}
