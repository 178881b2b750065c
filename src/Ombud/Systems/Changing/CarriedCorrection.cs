using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Ombud.Connectors.Following;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Systems.Changing;

/// <summary>
/// Notes in a correction's own commit which connected systems hold the same thing, with the wrong and the right value sealed under a
/// key that goes as soon as no system waits for it. A correction of what still waits takes its place, with all that was wrong on the way:
/// of two that waited side by side the earlier might come last.
/// </summary>
internal sealed class CarriedCorrection(
    ConnectedSystems systems, WaitingRows rows, KeyRing keys, KeyStore store, TimeProvider time)
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
        if (holding.Count == 0 || !await WaitingRows.CanBeFoundAsync(change, cancel))
            return [];

        var subject = change.Subject;
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var key = await keys.GetOrCreateAsync(KeyName.Correcting(subject, id), cancel);
        foreach (var system in holding)
        {
            var earlier = await TakeOverAsync(change, system, correction, cancel);
            string[] wrong = [.. earlier.Concat(correction.Olds).Distinct(StringComparer.Ordinal).Where(old => old != correction.New)];
            rows.Add(change, new SystemChangeRow
            {
                ChangeId = id, System = system, Kind = SystemChangeKind.Correction, Field = correction.Field,
                Sealed = key.Encrypt(
                    JsonSerializer.SerializeToUtf8Bytes(
                        new CarriedValues(wrong, correction.New), CarriedValuesJson.Default.CarriedValues),
                    PlaceOf(subject, id, key)),
            }, takesPlace: earlier.Count > 0);
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
        return new(row.Field, values.Olds, values.New);
    }

    /// <summary>Takes away what waits in a system for a value that has been corrected again now.</summary>
    /// <returns>What was wrong there before.</returns>
    private async Task<List<string>> TakeOverAsync(Change change, string system, ItemCorrection correction, CancellationToken cancel)
    {
        var (bucket, subject) = (Bucket.Of(change.Subject.Value), change.Subject.Value);
        var waiting = await change.Db.Set<SystemChangeRow>().Where(row =>
            row.Bucket == bucket && row.SubjectId == subject && row.System == system
            && row.Kind == SystemChangeKind.Correction && row.Field == correction.Field).ToListAsync(cancel);
        var wrong = new List<string>();
        foreach (var row in waiting)
        {
            if (await OpenAsync(row, cancel) is not { } earlier || !correction.Olds.Contains(earlier.New, StringComparer.Ordinal))
                continue;
            wrong.AddRange(earlier.Olds);
            change.Db.Remove(row);
        }
        return wrong;
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

/// <summary>The values as they are sealed: those that are wrong, and the right one.</summary>
internal sealed record CarriedValues(IReadOnlyList<string> Olds, string New)
{
    /// <summary>Says nothing of them.</summary>
    public override string ToString() => "***";
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CarriedValues))]
internal sealed partial class CarriedValuesJson : JsonSerializerContext;
