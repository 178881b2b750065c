using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Ombud.Collection.Facts;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Log.Sequencing;
using Ombud.Policies.Deciding;
using Ombud.Subjects;
using Ombud.Tests.Running;
using Ombud.Vault;

namespace Ombud.Tests.Erasure;

/// <summary>How the tests of erasing look at what is left.</summary>
public sealed partial class ErasureTests
{
    // A photo is kept by no law that outlives the erasure.
    private static Task<SubjectId> NotKeptAsync(OmbudApp app, string canary, int chunks = 0) =>
        StoredPerson.WithRecordsAsync(app, canary, change: row => (row.Category, row.Point) = ("photo", "public-profile"), chunks: chunks,
            controller: SwedishController);

    private static async Task<SubjectId> JobSeekerAsync(OmbudApp app, string canary)
    {
        var subject = await StoredPerson.WithRecordsAsync(app, canary);
        await using var change = await app.Get<Changes>().BeginAsync(subject, None);
        await change.CommitAsync([new SubjectMet("job-seeker")], None);
        return subject;
    }

    private static async Task<ErasureRow> EraseAsync(OmbudApp app, SubjectId subject)
    {
        await app.Get<EraseSubject>().AskAsync(subject, ErasureReason.Asked, "self", None);
        return await app.Get<EraseSubject>().RunAsync(subject, None);
    }

    private static WordQuestion Ask(
        string purpose, string category = "cv-document", string controller = StoredPerson.UsController) =>
        new()
        {
            Action = UseAction.Use, Purpose = purpose, Categories = new[] { category }, Controller = controller,
            On = Day.Of(new DateOnly(2026, 3, 1)),
        };

    private static Task<StandingState> FoldAsync(OmbudApp app, SubjectId subject) =>
        app.Get<FactHistory>().FoldAsync(subject, app.Get<TimeProvider>().GetUtcNow(), None);

    private static async Task<List<RecordRow>> RecordsAsync(OmbudApp app, SubjectId subject)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        return await context.Set<RecordRow>().Where(row => row.SubjectId == subject.Value).OrderBy(row => row.RecordId).ToListAsync(None);
    }

    private static async Task<List<string>> EntriesAsync(OmbudApp app)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        var entries = await context.Set<TrailEntryRow>().OrderBy(row => row.Position).Select(row => row.Commitment).ToListAsync(None);
        return entries.ConvertAll(Convert.ToHexString);
    }

    /// <summary>Rows that could hold something of a person, but evidence of consent that is kept as proof.</summary>
    private static async Task<int> RowsAsync(OmbudApp app, SubjectId subject)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        return await context.Set<RecordRow>().CountAsync(row => row.SubjectId == subject.Value && row.Category != "consent-evidence", None)
            + await context.Set<ChunkRow>().CountAsync(row => row.SubjectId == subject.Value, None)
            + await context.Set<FactBodyRow>().CountAsync(row => row.SubjectId == subject.Value, None)
            + await context.Set<SubjectHashRow>().CountAsync(row => row.SubjectId == subject.Value, None)
            + await context.Set<LookupRow>().CountAsync(row => row.SubjectId == subject.Value, None)
            + await context.Set<SubjectRow>().CountAsync(row => row.SubjectId == subject.Value, None);
    }

    private static async Task<List<byte[]>> WrappedKeysAsync(OmbudApp app, SubjectId subject)
    {
        await using var connection = await app.Get<KeyStore>().Db.OpenAsync(None);
        await using var select = connection.Command("select wrapped from data_key where subject_id = @subject")
            .With("subject", subject.Value);
        await using var reader = await select.ExecuteReaderAsync(None);
        var keys = new List<byte[]>();
        while (await reader.ReadAsync(None))
            keys.Add(reader.BytesAt(0)[..24]);
        return keys;
    }

    private static async Task<bool> IsStoredAsync(OmbudApp app, byte[] trace)
    {
        var files = new[] { app.Storage.DataFolder, app.Storage.KeysFolder }
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
        foreach (var file in files)
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes, None);
            if (bytes.AsSpan().IndexOf(trace) >= 0)
                return true;
        }
        return app.Storage.Engine is Engine.Postgres
            && (await IsInTablesAsync(app.Storage.OwnerConnection, trace) || await IsInTablesAsync(KeysConnection(app), trace));
    }

    private static string KeysConnection(OmbudApp app) => app.Get<StorageOptions>().KeysConnection;

    /// <summary>Searches every column of every table by SQL, as text and as bytes.</summary>
    private static async Task<bool> IsInTablesAsync(string database, byte[] trace)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(None);
        var tables = new List<string>();
        await using (var list = new NpgsqlCommand("select tablename from pg_tables where schemaname = 'public'", connection))
        await using (var reader = await list.ExecuteReaderAsync(None))
        {
            while (await reader.ReadAsync(None))
                tables.Add(reader.GetString(0));
        }

        var isText = trace.All(letter => letter is >= 0x20 and < 0x7f);
        foreach (var table in tables)
        {
            await using var search = new NpgsqlCommand(
                $"select exists (select 1 from \"{table}\" t where t::text like @hex or @text <> '' and t::text like @text)", connection);
            search.Parameters.AddWithValue("hex", $"%{Convert.ToHexStringLower(trace)}%");
            search.Parameters.AddWithValue("text", isText ? $"%{Encoding.UTF8.GetString(trace)}%" : "");
            if (await search.ExecuteScalarAsync(None) is true)
                return true;
        }
        return false;
    }
}
