using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Ombud.Connectors.Following;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.People;
using Ombud.Subjects;

namespace Ombud.Systems.Changing;

/// <summary>
/// Notes in a correction's own commit which connected systems hold the same thing, with the wrong and the right value sealed under a
/// key that goes as soon as no system waits for it.
/// </summary>
internal sealed class CarriedCorrection(
    ConnectedSystems systems, JobQueue jobs, KeyRing keys, KeyStore store, TimeProvider time)
{
    private const string Kind = "correcting";

    /// <summary>Adds the rows and their jobs to the change.</summary>
    /// <param name="controller">The company that holds the record: the systems of others are asked by those.</param>
    /// <returns>Ids of the systems, in their order.</returns>
    public async Task<IReadOnlyList<string>> AddAsync(
        Change change, string controller, ItemCorrection correction, CancellationToken cancel)
    {
        var holding = systems.All.Where(system => system.Description.Controller == controller
            && CorrectPerson.Concerns(system.Description, correction.Field)).Select(system => system.Id).ToList();
        if (holding.Count == 0 || !await CanBeFoundAsync(change, cancel))
            return [];

        var (subject, now) = (change.Subject, Micros.Truncate(time.GetUtcNow()));
        var id = Guid.CreateVersion7(now);
        var key = await keys.GetOrCreateAsync(KeyName.Correcting(subject, id), cancel);
        var sealedValues = key.Encrypt(
            JsonSerializer.SerializeToUtf8Bytes(new CarriedValues(correction.Old, correction.New), CarriedValuesJson.Default.CarriedValues),
            PlaceOf(subject, id, key));
        foreach (var system in holding)
        {
            change.Db.Add(new SystemChangeRow
            {
                Bucket = Bucket.Of(subject.Value), SubjectId = subject.Value, ChangeId = id, System = system, Field = correction.Field,
                Sealed = sealedValues, AskedAt = now,
            });
            jobs.Enqueue(change, new Job(CarryChanges.Word, new SystemChangeKey(id, system).ToString()));
        }
        return holding;
    }

    /// <summary>Opens what was sealed; null where its key is gone.</summary>
    public async Task<ItemCorrection?> OpenAsync(SystemChangeRow row, CancellationToken cancel)
    {
        var subject = new SubjectId(row.SubjectId);
        if (await keys.FindAsync(KeyName.Correcting(subject, row.ChangeId), cancel) is not { } key)
            return null;
        var values = JsonSerializer.Deserialize(
            key.Decrypt(row.Sealed, PlaceOf(subject, row.ChangeId, key)), CarriedValuesJson.Default.CarriedValues)!;
        return new(row.Field, values.Old, values.New);
    }

    // By what they have proved, as at an erasure; and a control's made-up people lie nowhere else.
    private static async Task<bool> CanBeFoundAsync(Change change, CancellationToken cancel)
    {
        var (bucket, subject) = (Bucket.Of(change.Subject.Value), change.Subject.Value);
        return await change.Db.Set<SubjectContactRow>().AnyAsync(
                row => row.Bucket == bucket && row.SubjectId == subject && row.Kind == (byte)IdentifierKind.Email, cancel)
            && !await change.Db.Set<SubjectRow>().AnyAsync(
                row => row.Bucket == bucket && row.SubjectId == subject && row.IsCanary, cancel);
    }

    private byte[] PlaceOf(SubjectId subject, Guid id, DataKey key) => Place.Of(store.Installation, subject, id, Kind, key.Version);
}

/// <summary>Which of a person's changes in which system it is, as its job and its form name it.</summary>
internal readonly record struct SystemChangeKey(Guid Change, string System)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out SystemChangeKey key)
    {
        key = default;
        if (text?.Split(' ') is not [var change, { Length: > 0 } system] || !Guid.TryParse(change, out var id))
            return false;
        key = new SystemChangeKey(id, system);
        return true;
    }

    public override string ToString() => $"{Change:D} {System}";
}

/// <summary>The two values as they are sealed.</summary>
internal sealed record CarriedValues(string? Old, string New)
{
    /// <summary>Says nothing of them.</summary>
    public override string ToString() => "***";
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CarriedValues))]
internal sealed partial class CarriedValuesJson : JsonSerializerContext;
