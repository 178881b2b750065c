using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Ombud.Keys;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Shared;

namespace Ombud.Vault;

/// <summary>A value about to be stored, with everything that will ever be asked of it but the value in clear.</summary>
internal sealed record NewRecord
{
    public required SubjectId Subject { get; init; }
    public required string Controller { get; init; }
    public required string Kind { get; init; }
    public required string Category { get; init; }
    public required string Field { get; init; }
    public required string Point { get; init; }
    public required string NoticeVersion { get; init; }
    public required Guid SubmissionId { get; init; }
    public required string Source { get; init; }
    public SubjectId? GivenBy { get; init; }
    public required DateTimeOffset CollectedAt { get; init; }
    public DateTimeOffset? EndsAt { get; init; }
    public required string RetentionRule { get; init; }
    public required Personal<string> Value { get; init; }
}

/// <summary>Encrypts records and opens them again, each under the key of its subject, controller and compartment.</summary>
internal sealed class RecordSeal(KeyRing keys, KeyStore store, Policy policy)
{
    private const int StackMax = 512;

    // Names of fields are few: the pack's.
    private readonly ConcurrentDictionary<string, string> _kinds = new(StringComparer.Ordinal);

    /// <summary>The key a category's values of one controller lie under.</summary>
    public KeyName KeyOf(SubjectId subject, string controller, string category) =>
        new(subject, controller, CompartmentOf(category));

    /// <summary>Special categories, criminal data and identity numbers lie apart.</summary>
    public Compartment CompartmentOf(string category) =>
        policy.Pack.Versions.SelectMany(version => version.Categories).LastOrDefault(known => known.Id == category)
            is { Nature: CategoryNature.Ordinary } ? Compartment.Ordinary : Compartment.Special;

    /// <summary>The row of a new value. Its key must have been made before the change began.</summary>
    public async Task<RecordRow> SealAsync(NewRecord record, Guid recordId, CancellationToken cancel)
    {
        var name = KeyOf(record.Subject, record.Controller, record.Category);
        var key = await keys.GetOrCreateAsync(name, cancel);
        return new RecordRow
        {
            Bucket = Bucket.Of(record.Subject.Value), SubjectId = record.Subject.Value, RecordId = recordId,
            Controller = record.Controller, Compartment = (byte)name.Compartment, Kind = record.Kind,
            Category = record.Category, Field = record.Field, Point = record.Point, NoticeVersion = record.NoticeVersion,
            SubmissionId = record.SubmissionId, Source = record.Source, GivenBy = record.GivenBy?.Value,
            CollectedAt = record.CollectedAt, EndsAt = record.EndsAt, RetentionRule = record.RetentionRule,
            KeyVersion = key.Version,
            Sealed = Seal(record.Subject, recordId, record.Field, record.Value, key),
        };
    }

    /// <summary>The value of a row.</summary>
    /// <exception cref="CryptographicException">Altered, or moved from another row.</exception>
    public Personal<string> Open(SubjectId subject, Guid record, string field, ReadOnlySpan<byte> sealedValue, DataKey key)
    {
        // A person may have thousands: neither place nor bytes in clear are left on the heap for each.
        var (kind, length) = (KindOf(field), DataKey.ClearLength(sealedValue));
        Span<byte> place = stackalloc byte[Place.LengthOf(kind)];
        Place.Write(place, store.Installation, subject, record, kind, key.Version);
        var buffer = length <= StackMax ? stackalloc byte[length] : new byte[length];
        key.Decrypt(sealedValue, place, buffer);
        var value = Encoding.UTF8.GetString(buffer);
        CryptographicOperations.ZeroMemory(buffer);
        return new(value);
    }

    /// <summary>A value encrypted for its place under a key at hand, as when it moves to another compartment.</summary>
    public byte[] Seal(SubjectId subject, Guid record, string field, Personal<string> value, DataKey key) =>
        key.Encrypt(Encoding.UTF8.GetBytes(value.Value), PlaceOf(subject, record, field, key.Version));

    /// <summary>One encrypted piece of a file.</summary>
    public byte[] SealChunk(SubjectId subject, Guid record, ReadOnlySpan<byte> chunk, int position, bool isLast, DataKey key) =>
        key.Encrypt(chunk, Place.Of(store.Installation, subject, record, "chunk", key.Version, position, isLast));

    /// <summary>One piece of a file in clear.</summary>
    /// <exception cref="CryptographicException">Altered, moved, or not the last where
    /// it should be.</exception>
    public byte[] OpenChunk(SubjectId subject, Guid record, ReadOnlySpan<byte> sealedChunk, int position, bool isLast, DataKey key) =>
        key.Decrypt(sealedChunk, Place.Of(store.Installation, subject, record, "chunk", key.Version, position, isLast));

    private byte[] PlaceOf(SubjectId subject, Guid record, string field, int keyVersion) =>
        Place.Of(store.Installation, subject, record, KindOf(field), keyVersion);

    private string KindOf(string field) => _kinds.GetOrAdd(field, static name => "record " + name);
}
