using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Collection.Checking;
using Ombud.Collection.Files;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Policies.Retention;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.Collection.Storing;

/// <summary>What stands in the record of a file; its content lies in pieces beside it.</summary>
internal sealed record FileRecord(string Name, string Type, int Length);

/// <summary>Makes the records of a submission: encrypted, classified, with their source and end.</summary>
internal sealed class SubmissionRecords(RecordSeal seal, KeyRing keys, TimeProvider time)
{
    /// <summary>Makes the keys that its records need, in one commit of the key store.</summary>
    public ValueTask EnsureKeysAsync(CheckedSubmission submission, SubmissionIds ids, CancellationToken cancel)
    {
        List<KeyName> names = [KeyName.Facts(ids.Subject)];
        if (submission.NamesAnother)
            names.Add(KeyName.Facts(ids.Other));
        names.AddRange(submission.Filled.Select(one =>
            seal.KeyOf(OwnerOf(one, ids), submission.Point.Controller, CategoryOf(one))));
        return keys.EnsureAsync([.. names.Distinct()], cancel);
    }

    /// <summary>Adds every value and file to the change.</summary>
    public async Task AddAsync(Change change, CheckedSubmission submission, SubmissionIds ids, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        foreach (var filled in submission.Filled)
        {
            var row = await seal.SealAsync(RecordOf(filled, submission, ids, now), Guid.CreateVersion7(now), cancel);
            if (filled.File is { } file)
                await AddChunksAsync(change, row, file, submission, ids, filled, cancel);
            change.Db.Add(row);
        }
    }

    private async Task AddChunksAsync(
        Change change, RecordRow row, CheckedFile file, CheckedSubmission submission, SubmissionIds ids, FilledField filled,
        CancellationToken cancel)
    {
        var owner = OwnerOf(filled, ids);
        var key = await keys.GetOrCreateAsync(seal.KeyOf(owner, submission.Point.Controller, row.Category), cancel);
        row.Chunks = (file.Content.Length + Uploads.ChunkSize - 1) / Uploads.ChunkSize;
        for (var position = 0; position < row.Chunks; position++)
        {
            var piece = file.Content.AsSpan(position * Uploads.ChunkSize);
            piece = piece[..Math.Min(piece.Length, Uploads.ChunkSize)];
            change.Db.Add(new ChunkRow
            {
                Bucket = row.Bucket, SubjectId = row.SubjectId, RecordId = row.RecordId, Position = position,
                Sealed = seal.SealChunk(owner, row.RecordId, piece, position, position == row.Chunks - 1, key),
            });
        }
    }

    private static NewRecord RecordOf(FilledField filled, CheckedSubmission submission, SubmissionIds ids, DateTimeOffset now)
    {
        var (point, field) = (submission.Point, filled.Field);
        var kind = field.OfOther ? point.OtherSubject! : point.Subject;
        var collected = submission.Offline is { } offline
            ? new DateTimeOffset(offline.CollectedOn, TimeOnly.MinValue, TimeSpan.Zero)
            : now;
        var (endsAt, rule) = EndOf(submission, CategoryOf(filled), kind, collected);
        return new NewRecord
        {
            Subject = OwnerOf(filled, ids), Controller = point.Controller, Kind = kind, Category = CategoryOf(filled),
            Field = field.Id, Point = point.Id, NoticeVersion = submission.Version.Version, SubmissionId = ids.Submission,
            Source = WordOf(submission.Channel), GivenBy = field.OfOther ? ids.Subject : null, CollectedAt = collected,
            EndsAt = endsAt, RetentionRule = rule, Value = new Personal<string>(ValueOf(filled)),
        };
    }

    private static (DateTimeOffset? EndsAt, string Rule) EndOf(
        CheckedSubmission submission, string category, string kind, DateTimeOffset collected)
    {
        var end = RetentionEnd.For(submission.Version, new KeptRecord
        {
            Categories = [category], Subjects = [kind], Purposes = [.. submission.Point.Purposes],
            Country = submission.Version.Parties.First(party => party.Id == submission.Point.Controller).Country,
            CollectionPoint = submission.Point.Id,
            Anchors = new RetentionAnchors(DateOnly.FromDateTime(collected.UtcDateTime)),
        });
        DateTimeOffset? endsAt = end.EndsOn is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null;
        return (endsAt, end.Determining.Count > 0 ? end.Determining[0].Rule.Id : "");
    }

    private static SubjectId OwnerOf(FilledField filled, SubmissionIds ids) => filled.Field.OfOther ? ids.Other : ids.Subject;

    // A field that is declared not personal has none; it lies with what is kept apart, where no purpose lists it.
    private static string CategoryOf(FilledField filled) => filled.Field.Category ?? "";

    private static string ValueOf(FilledField filled) => filled.File is { } file
        ? JsonSerializer.Serialize(new FileRecord(file.Name, file.Type, file.Content.Length), FileRecordJson.Default.FileRecord)
        : filled.Value;

    /// <summary>The word of a channel, as records carry it.</summary>
    public static string WordOf(Channel channel) => channel switch
    {
        Channel.Web => "web",
        Channel.App => "app",
        Channel.Phone => "phone",
        Channel.InPerson => "in-person",
        Channel.File => "file",
        Channel.ThirdParty => "third-party",
        Channel.Public => "public",
    };
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FileRecord))]
internal sealed partial class FileRecordJson : JsonSerializerContext;
