using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Subjects;
using Ombud.Tests.Consents;
using Ombud.Tests.Decisions;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;
using Ombud.Vault;

namespace Ombud.Tests.MyData;

/// <summary>A made-up person with records and, once signed in, a browser.</summary>
internal sealed class Person(OmbudApp app, SubjectId id)
{
    private static readonly CancellationToken None = CancellationToken.None;

    public SubjectId Id => id;

    /// <summary>Signs somebody in by a code, and so proves their address.</summary>
    public static async Task<(Person Person, Browser Browser)> SignInAsync(OmbudApp app, string address)
    {
        var browser = new Browser(app);
        await browser.SignInAsync(address);
        var id = await app.Get<Identifiers>().FindProvedAsync(IdentifierKind.Email, address, None);
        return (new Person(app, id!.Value), browser);
    }

    /// <summary>Somebody who only gave an address.</summary>
    public static async Task<Person> UnprovedAsync(OmbudApp app, string address)
    {
        var person = new Person(app, SubjectId.New(TimeProvider.System));
        var identifiers = app.Get<Identifiers>();
        await identifiers.NoteAsync(person.Id, IdentifierKind.Email, address, None);
        await person.MeetAsync("job-seeker", await identifiers.HashRowAsync(person.Id, IdentifierKind.Email, address, None));
        await identifiers.ConfirmAsync(person.Id, IdentifierKind.Email, address, None);
        return person;
    }

    public async Task MeetAsync(string kind, params object[] rows)
    {
        await using var change = await app.Get<Changes>().BeginAsync(id, None);
        change.Db.AddRange(rows);
        await change.CommitAsync([new SampleMet(kind)], None);
    }

    /// <summary>Stores a value as the account of a job seeker would.</summary>
    public async Task<Guid> GiveAsync(
        string field, string category, string value, string point = "job-seeker-account", string controller = "aerotek-se",
        byte[]? file = null, Func<NewRecord, NewRecord>? alter = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var (seal, record) = (app.Get<RecordSeal>(), Guid.CreateVersion7(now));
        var key = await app.Get<KeyRing>().GetOrCreateAsync(seal.KeyOf(id, controller, category), None);
        var given = new NewRecord
        {
            Subject = id, Controller = controller, Kind = "job-seeker", Category = category, Field = field, Point = point,
            NoticeVersion = ConsentCaller.Version, SubmissionId = record, Source = "web", CollectedAt = now,
            EndsAt = now.AddMonths(24), RetentionRule = "applicants-se", Value = new Personal<string>(value),
        };
        var row = await seal.SealAsync(alter is null ? given : alter(given), record, None);
        await using var change = await app.Get<Changes>().BeginAsync(id, None);
        if (file is not null)
        {
            var half = file.Length / 2;
            row.Chunks = 2;
            change.Db.AddRange(Chunk(seal, record, file.AsSpan(0, half), 0, key), Chunk(seal, record, file.AsSpan(half), 1, key));
        }
        change.Db.Add(row);
        await change.CommitAsync([new SampleMet("job-seeker")], None);
        return record;
    }

    private ChunkRow Chunk(RecordSeal seal, Guid record, ReadOnlySpan<byte> piece, int position, DataKey key) => new()
    {
        Bucket = Bucket.Of(id.Value), SubjectId = id.Value, RecordId = record, Position = position,
        Sealed = seal.SealChunk(id, record, piece, position, position == 1, key),
    };
}
