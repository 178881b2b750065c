using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ombud.Consents;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Policies.Retention;
using Ombud.Retention.Ends;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.Erasure.Steps;

/// <summary>Moves what must be kept into the compartment of proof, each with an end of its own. The caller commits.</summary>
internal sealed class KeepAsProof(KeyRing keys, RecordSeal seal, Policy policy)
{
    private const string InsertConsents =
        """
        insert into record (
            bucket, subject_id, record_id, controller, compartment, kind, category, field, point, notice_version, submission_id,
            source, collected_at, ends_at, retention_rule, holds, key_version, sealed, chunks)
        values (
            @bucket, @subject, @id, @controller, @compartment, '', @category, @category, '', @version, @id,
            'erasure', @at, @ends, @rule, 0, @key, @sealed, 0)
        """;

    /// <summary>Encrypts a record and its file anew.</summary>
    /// <param name="law">The rule that keeps it; null where only a hold does, so that it is due once that is lifted.</param>
    public async Task MoveAsync(OmbudContext context, RecordRow record, ErasureEnd? law, DateTimeOffset now, CancellationToken cancel)
    {
        record.EndsAt = law is null ? Earlier(record.EndsAt, now) : RecordEnds.MomentOf(law.EndsOn);
        record.RetentionRule = law?.Rule.Id ?? record.RetentionRule;
        if (record.Compartment == (byte)Compartment.Proof)
            return;

        var subject = new SubjectId(record.SubjectId);
        var from = await keys.FindAsync(new KeyName(subject, record.Controller, (Compartment)record.Compartment), cancel)
            ?? throw new InvalidOperationException("The key of a record that must be kept is gone.");
        var to = await keys.GetOrCreateAsync(new KeyName(subject, record.Controller, Compartment.Proof), cancel);
        var value = seal.Open(subject, record.RecordId, record.Field, record.Sealed, from);
        record.Sealed = seal.Seal(subject, record.RecordId, record.Field, value, to);
        record.KeyVersion = to.Version;
        record.Compartment = (byte)Compartment.Proof;
        if (record.Chunks == 0)
            return;

        var chunks = await context.Set<ChunkRow>()
            .Where(chunk => chunk.Bucket == record.Bucket && chunk.SubjectId == record.SubjectId && chunk.RecordId == record.RecordId)
            .OrderBy(chunk => chunk.Position).ToListAsync(cancel);
        foreach (var chunk in chunks)
        {
            var isLast = chunk.Position == record.Chunks - 1;
            var clear = seal.OpenChunk(subject, record.RecordId, chunk.Sealed, chunk.Position, isLast, from);
            chunk.Sealed = seal.SealChunk(subject, record.RecordId, clear, chunk.Position, isLast, to);
        }
    }

    /// <summary>
    /// Keeps the answers to consents, with the salts that tie them to the trail, where a rule of the notice in force keeps
    /// the evidence of consent: what was permitted can then be shown although the person is gone.
    /// </summary>
    public async Task<IReadOnlyList<KeptCount>> KeepConsentsAsync(
        Change change, IReadOnlyList<WrittenFact> answers, DateTimeOffset now, CancellationToken cancel)
    {
        var subject = change.Subject;
        if (RuleOfConsents(now) is not var (version, rule))
            return [];

        var until = PersonAnchors.DayOf(now).AddMonths(rule.Months);
        var kept = new List<KeptCount>();
        foreach (var group in answers.GroupBy(ControllerOf, StringComparer.Ordinal))
        {
            var key = await keys.GetOrCreateAsync(new KeyName(subject, group.Key, Compartment.Proof), cancel);
            var id = Guid.CreateVersion7(now);
            change.Also(new PlainStatement(InsertConsents,
            [
                ("bucket", Bucket.Of(subject.Value)), ("subject", subject.Value), ("id", id), ("controller", group.Key),
                ("compartment", (short)Compartment.Proof), ("category", rule.Categories[0]), ("version", version.Version),
                ("at", Micros.Of(now)), ("ends", Micros.Of(RecordEnds.MomentOf(until)!.Value)), ("rule", rule.Id), ("key", key.Version),
                ("sealed", seal.Seal(subject, id, rule.Categories[0], new(AsJson(group)), key)),
            ]));
            kept.Add(new KeptCount(rule.Categories[0], 1, rule.Id, null, until));
        }
        return kept;
    }

    /// <summary>Makes the keys under which consents will be kept, in one commit.</summary>
    public async Task EnsureKeysAsync(SubjectId subject, IEnumerable<WrittenFact> answers, DateTimeOffset now, CancellationToken cancel)
    {
        if (RuleOfConsents(now) is not null)
            await keys.EnsureAsync(
                [.. answers.Select(one => new KeyName(subject, ControllerOf(one), Compartment.Proof)).Distinct()], cancel);
    }

    private static string ControllerOf(WrittenFact answer) => ((ConsentAnswered)answer.Fact).Controller;

    private (NoticeVersion Version, RetentionRule Rule)? RuleOfConsents(DateTimeOffset now)
    {
        var version = policy.VersionInForce(PersonAnchors.DayOf(now)) ?? policy.Pack.Versions[^1];
        return version.RetentionRules.FirstOrDefault(
            known => known is { Anchor: Anchor.ConsentWithdrawn, SurvivesErasure: true, Categories.Count: 1 }) is { } rule
            ? (version, rule) : null;
    }

    private static string AsJson(IEnumerable<WrittenFact> answers)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var answer in answers)
            {
                json.WriteStartObject();
                json.WriteBase64String("salt"u8, answer.Salt);
                json.WriteBase64String("body"u8, answer.Body);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static DateTimeOffset Earlier(DateTimeOffset? end, DateTimeOffset now) => end is { } at && at < now ? at : now;
}
