using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Tests.Collection;
using Ombud.Tests.Log;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;
using Ombud.Tests.Storage;
using Ombud.Vault;

namespace Ombud.Tests.Keys;

/// <summary>Reading under a permit, where keys, rows and standings change beneath it.</summary>
public sealed class VaultReadingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_key_cached_by_another_process_opens_nothing_of_the_erased(int engine)
    {
        await using var site = await CollectionApp.StartAsync((Engine)engine);
        var (permit, file) = await PersonAsync(site);
        var other = await OmbudApp.StartAsync(site.App.Storage);
        Assert.NotEmpty((await other.Get<VaultReader>().ReadAsync(permit, None)).Records);
        Assert.Equal(2, (await ChunksAsync(other, permit, file)).Count);

        await site.App.Get<Ledger>().AppendAsync(permit.Subject, new SampleErased(), None);
        await site.App.Get<KeyRing>().DestroyAsync(permit.Subject, None);

        var reading = await other.Get<VaultReader>().ReadAsync(permit, None);
        Assert.Equal(ReadingState.Erased, reading.State);
        Assert.Empty(reading.Records);
        await Assert.ThrowsAsync<StandingMovedException>(() => ChunksAsync(other, permit, file));
        Assert.True((await other.Get<Standings>().FindAsync(permit.Subject, None))!.IsErased);
        Assert.IsType<Appended.SubjectErased>(await other.Get<Ledger>().AppendAsync(permit.Subject, new SampleGiven("x"), None));
        await other.StopAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_permit_from_before_a_withdrawal_reads_nothing(int engine)
    {
        await using var site = await CollectionApp.StartAsync((Engine)engine);
        var (permit, file) = await PersonAsync(site);

        await site.App.Get<Ledger>().AppendAsync(permit.Subject, new SampleWithdrawn("newsletters"), None);

        Assert.Equal(ReadingState.StandingMoved, (await site.App.Get<VaultReader>().ReadAsync(permit, None)).State);
        await Assert.ThrowsAsync<StandingMovedException>(() => ChunksAsync(site.App, permit, file));
    }

    [Theory]
    [InlineData("delete from record_chunk where position = 1")]
    [InlineData("delete from record_chunk where position = 0")]
    [InlineData("update record_chunk set position = 5 where position = 1")]
    [InlineData("update record set chunks = 1 where chunks = 2; delete from record_chunk where position = 1")]
    [InlineData("update record_chunk set sealed = (select sealed from record_chunk where position = 0) where position = 1")]
    public async Task A_file_that_was_cut_or_mixed_up_is_not_handed_out_whole(string sql)
    {
        await using var site = await CollectionApp.StartAsync(Engine.Sqlite);
        var (permit, _) = await PersonAsync(site);
        await using (var connection = await TestDb.OpenAsync(site.App.Storage))
            await TestDb.RunAsync(connection, sql);
        var records = (await site.App.Get<VaultReader>().ReadAsync(permit, None)).Records;

        await Assert.ThrowsAnyAsync<CryptographicException>(() =>
            ChunksAsync(site.App, permit, records.Single(record => record.Chunks > 0)));
    }

    [Fact]
    public async Task A_file_opens_in_the_compartment_it_was_stored_in_whatever_its_category_counts_as_now()
    {
        await using var site = await CollectionApp.StartAsync(Engine.Sqlite);
        var (permit, file) = await PersonAsync(site);
        var (app, seal, subject) = (site.App, site.App.Get<RecordSeal>(), permit.Subject);
        Assert.Equal(Compartment.Ordinary, seal.CompartmentOf(file.Category));
        var key = await app.Get<KeyRing>().GetOrCreateAsync(new KeyName(subject, file.Controller, Compartment.Special), None);
        await using (var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None))
        {
            var row = await context.Set<RecordRow>().SingleAsync(record => record.RecordId == file.Id, None);
            (row.Compartment, row.KeyVersion) = ((byte)Compartment.Special, key.Version);
            row.Sealed = seal.Seal(subject, row.RecordId, row.Field, file.Value, key);
            foreach (var chunk in await context.Set<ChunkRow>().Where(chunk => chunk.RecordId == file.Id).ToListAsync(None))
                chunk.Sealed = seal.SealChunk(subject, row.RecordId, new byte[100], chunk.Position, chunk.Position == 1, key);
            await context.SaveChangesAsync(None);
        }

        var records = (await app.Get<VaultReader>().ReadAsync(permit, None)).Records;

        Assert.Equal(2, (await ChunksAsync(app, permit, records.Single(record => record.Chunks > 0))).Count);
    }

    [Fact]
    public async Task A_value_copied_to_another_field_or_person_does_not_open()
    {
        await using var site = await CollectionApp.StartAsync(Engine.Sqlite);
        var (permit, _) = await PersonAsync(site);
        await PersonAsync(site);
        await using var connection = await TestDb.OpenAsync(site.App.Storage);

        await TestDb.RunAsync(connection,
            "update record set sealed = (select o.sealed from record o where o.subject_id = record.subject_id "
                + "and o.record_id <> record.record_id limit 1)");
        await Assert.ThrowsAnyAsync<CryptographicException>(() => site.App.Get<VaultReader>().ReadAsync(permit, None));
        await TestDb.RunAsync(connection,
            "update record set sealed = (select o.sealed from record o where o.subject_id <> record.subject_id "
                + "and o.field = record.field limit 1)");
        await Assert.ThrowsAnyAsync<CryptographicException>(() => site.App.Get<VaultReader>().ReadAsync(permit, None));
    }

    /// <summary>A person of the design's example, one of whose records has been made a file of two chunks.</summary>
    private static async Task<(Permit Permit, VaultRecord File)> PersonAsync(CollectionApp site)
    {
        var answer = await site.SubmitAsync("contact-message", CollectionApp.Example());
        var subject = new SubjectId(answer.Json.GetProperty("subjectId").GetGuid());
        var (app, bucket) = (site.App, Bucket.Of(subject.Value));
        var seal = app.Get<RecordSeal>();
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        var row = await context.Set<RecordRow>().FirstAsync(record => record.Bucket == bucket && record.SubjectId == subject.Value, None);
        var key = await app.Get<KeyRing>().GetOrCreateAsync(seal.KeyOf(subject, row.Controller, row.Category), None);
        row.Chunks = 2;
        for (var position = 0; position < 2; position++)
        {
            context.Add(new ChunkRow
            {
                Bucket = bucket, SubjectId = subject.Value, RecordId = row.RecordId, Position = position,
                Sealed = seal.SealChunk(subject, row.RecordId, new byte[100], position, position == 1, key),
            });
        }
        await context.SaveChangesAsync(None);

        var policy = app.Get<Policy>();
        var question = new WordQuestion
        {
            Action = UseAction.Use, Purpose = "subject-access", Categories = new[] { row.Category }, Controller = row.Controller,
            On = Day.Of(TimeProvider.System.GetUtcNow()),
        };
        var standing = await app.Get<Standings>().FindAsync(subject, None);
        var permit = policy.Authorise(subject, policy.Resolve(in question), standing!, TimeProvider.System, out var decision);
        Assert.True(permit is not null, decision.Reason.ToString());
        var records = (await app.Get<VaultReader>().ReadAsync(permit, None)).Records;
        return (permit, records.Single(record => record.Chunks == 2));
    }

    private static async Task<List<byte[]>> ChunksAsync(OmbudApp app, Permit permit, VaultRecord record)
    {
        var chunks = new List<byte[]>();
        await foreach (var chunk in app.Get<VaultReader>().ReadFileAsync(permit, record, None))
            chunks.Add(chunk);
        return chunks;
    }
}
