using System.Text.Json;
using Ombud.Bench.Running;
using Ombud.Consents;
using Ombud.Database;
using Ombud.Decisions;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.Bench.People;

/// <summary>People with many records, written and read by the product's own parts.</summary>
internal sealed class PersonRecords(InProcess product)
{
    private const string Controller = "aerotek-se";
    private const string Point = "job-seeker-account";
    private readonly NoticeVersion _version = product.Get<Policy>().Pack.Versions[^1];
    private readonly TimeProvider _time = TimeProvider.System;

    /// <summary>The purpose of the person's own access, asked for all its categories.</summary>
    private WordQuestion Access => _access ??= QuestionOf(_version.Purposes.First(purpose => purpose.Nature is PurposeNature.SubjectAccess));

    private WordQuestion? _access;

    /// <summary>Adds a person with so many records.</summary>
    /// <param name="endsAt">When they end; null for never.</param>
    public async Task<SubjectId> AddAsync(int count, DateTimeOffset? endsAt)
    {
        var subject = SubjectId.New(_time);
        var seal = product.Get<RecordSeal>();
        var point = _version.CollectionPoints.First(point => point.Id == Point);
        var fields = point.Fields.Where(field => field.Category is { } category
            && seal.CompartmentOf(category) is Compartment.Ordinary && field.Type is not FieldType.File).ToList();
        var submission = Guid.CreateVersion7(_time.GetUtcNow());
        await product.Get<KeyRing>().EnsureAsync(
            [KeyName.Facts(subject), new KeyName(subject, Controller, Compartment.Ordinary)], CancellationToken.None);
        await using var change = await product.Get<Changes>().BeginAsync(subject, CancellationToken.None);
        for (var i = 0; i < count; i++)
        {
            var field = fields[i % fields.Count];
            change.Db.Add(await seal.SealAsync(new NewRecord
            {
                Subject = subject, Controller = Controller, Kind = "job-seeker", Category = field.Category!, Field = field.Id, Point = Point,
                NoticeVersion = _version.Version, SubmissionId = submission, Source = "web", CollectedAt = Micros.Truncate(_time.GetUtcNow()),
                EndsAt = endsAt, RetentionRule = _version.RetentionRules[0].Id,
                Value = new Personal<string>("A value of some sixty characters, as a field of a form has it."),
            }, Guid.CreateVersion7(_time.GetUtcNow()), CancellationToken.None));
        }
        await change.CommitAsync([new ConsentAnswered
        {
            Key = "newsletters", Answer = ConsentAnswer.Refused, Controller = Controller, Kind = "job-seeker",
            Shown = new Shown(_version.Version, "sv", Point, null),
        }], CancellationToken.None);
        return subject;
    }

    /// <summary>Access as a person has it: decided, decrypted, on the trail, written as JSON.</summary>
    /// <returns>How many records.</returns>
    public async Task<int> AccessAsync(SubjectId subject)
    {
        var read = await product.Get<Decider>().ReadAsync(subject, Access, "self", CancellationToken.None);
        using var buffer = new MemoryStream();
        await using var json = new Utf8JsonWriter(buffer);
        json.WriteStartArray();
        foreach (var record in read.Records)
            Write(json, record.Id, record.Field, record.Category, record.Value.Value, record.Kind, record.Point, record.CollectedAt);
        json.WriteEndArray();
        await json.FlushAsync();
        return read.Records.Count;
    }

    /// <summary>The bare work: the rows selected and written as JSON, the values as they lie there.</summary>
    public async Task<int> SelectAsync(SubjectId subject)
    {
        await using var connection = await product.Get<Db>().OpenAsync(CancellationToken.None);
        await using var select = connection.Command(
            """
            select record_id, field, category, sealed, kind, point, notice_version, source, given_by, collected_at, ends_at,
                   retention_rule, holds, chunks, compartment
            from   record
            where  bucket = @bucket and subject_id = @subject and controller = @controller
            order  by record_id
            """)
            .With("bucket", Bucket.Of(subject.Value)).With("subject", subject.Value).With("controller", Controller);
        await using var reader = await select.ExecuteReaderAsync();
        using var buffer = new MemoryStream();
        await using var json = new Utf8JsonWriter(buffer);
        json.WriteStartArray();
        var count = 0;
        for (; await reader.ReadAsync(); count++)
        {
            Write(json, reader.GuidAt(0), reader.GetString(1), reader.GetString(2), null, reader.GetString(4), reader.GetString(5), reader.MomentAt(9),
                reader.BytesAt(3));
        }
        json.WriteEndArray();
        await json.FlushAsync();
        return count;
    }

    private static void Write(
        Utf8JsonWriter json, Guid id, string field, string category, string? value, string kind, string point, DateTimeOffset at,
        byte[]? stored = null)
    {
        json.WriteStartObject();
        json.WriteString("record"u8, id);
        json.WriteString("field"u8, field);
        json.WriteString("category"u8, category);
        if (stored is not null)
            json.WriteBase64String("value"u8, stored);
        else
            json.WriteString("value"u8, value);
        json.WriteString("kind"u8, kind);
        json.WriteString("point"u8, point);
        json.WriteString("collectedAt"u8, at);
        json.WriteEndObject();
    }

    private WordQuestion QuestionOf(Purpose access) => new()
    {
        Action = UseAction.Use, Purpose = access.Id, Categories = access.Categories.ToArray(), Controller = Controller,
        On = product.Get<Decider>().Today,
    };
}
