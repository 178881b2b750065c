using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Policies.Deciding;
using Ombud.Vault;

namespace Ombud.Tests.Collection;

public sealed class FileTests(SharedApp shared) : IClassFixture<SharedApp>
{
    public static TheoryData<string, int, string> Files() => new()
    {
        { "pdf", 201, "" }, { "docx", 201, "" }, { "odt", 201, "" }, { "rtf", 201, "" }, { "text", 201, "" }, { "png", 201, "" },
        { "encrypted-pdf", 422, "file-type-refused" }, { "macros", 422, "file-type-refused" }, { "exe", 422, "file-type-refused" },
        { "exe-in-docx", 422, "file-type-refused" }, { "html", 422, "file-type-refused" }, { "script", 422, "file-type-refused" },
        { "zip", 422, "file-type-refused" }, { "broken-zip", 422, "file-type-refused" }, { "latin1", 422, "file-type-refused" },
        { "bomb", 422, "file-expands-too-much" }, { "many-entries", 422, "file-expands-too-much" }, { "empty", 422, "file-empty" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Files_are_known_by_their_content(string kind, int status, string reason)
    {
        var before = await StoredRows.CountAsync(shared.App.App, "upload");

        var answer = await shared.App.UploadAsync(Content(kind));

        Assert.Equal(status, answer.Status);
        if (reason.Length > 0)
            Assert.Equal(("file-refused", reason), (answer.Reason, Assert.Single(answer.Errors).Reason));
        Assert.Equal(status == 201 ? 1 : 0, await StoredRows.CountAsync(shared.App.App, "upload") - before);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_file_is_stored_in_encrypted_pieces_and_its_upload_goes(int engine)
    {
        await using var app = await CollectionApp.StartAsync((Engine)engine);
        byte[] cv = [.. "%PDF-1.7 Zzyzxqvist "u8, .. RandomNumberGenerator.GetBytes(200_000)];
        var upload = await app.UploadAsync(cv, "Zzyzxqvist.pdf");
        Assert.Empty(await StoredRows.FindAsync(app.App, "Zzyzxqvist"));
        var body = SubmissionTests.Account("1990-01-01");
        body["files"] = new Dictionary<string, Guid> { ["cv"] = upload.Json.GetProperty("file").GetGuid() };

        var first = await app.SubmitAsync("job-seeker-account", body, "with-file");
        var again = await app.SubmitAsync("job-seeker-account", body, "with-file");

        Assert.True(first.Status == 201, first.Text);
        Assert.Equal(first.Text, again.Text);
        var rows = await StoredRows.CountAsync(app.App);
        Assert.Equal((0, 0, 4), (rows["upload"], rows["upload_chunk"], rows["record_chunk"]));
        Assert.Empty(await StoredRows.FindAsync(app.App, "Zzyzxqvist"));
        Assert.Equal(cv, await ReadAsync(app, new SubjectId(first.Json.GetProperty("subjectId").GetGuid())));
    }

    [Fact]
    public async Task A_reference_leads_nobody_else_to_the_file()
    {
        await using var app = await CollectionApp.StartAsync(Engine.Sqlite);
        var upload = await app.UploadAsync(Content("pdf"));
        var other = await CollectionApp.NewKeyAsync(app.App, Ombud.SignIn.ApiKeys.Scope.All);
        var body = SubmissionTests.Account("1990-01-01");
        body["files"] = new Dictionary<string, Guid> { ["cv"] = upload.Json.GetProperty("file").GetGuid() };

        var answer = await app.SubmitAsync("job-seeker-account", body, apiKey: other);

        Assert.Equal([("cv", "unknown-file")], answer.Errors);
    }

    [Theory]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7")]
    [InlineData("--b\r\nContent-Dispo")]
    [InlineData("")]
    public async Task A_form_that_breaks_off_is_the_senders_mistake(string body)
    {
        using var content = new StringContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/files") { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", shared.App.Key);
        using var answer = await shared.App.App.Http.SendAsync(request);

        using var form = new StringContent(body);
        form.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        using var page = await shared.App.App.Http.PostAsync("/sv/collect/contact-message", form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("form-malformed", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_same_upload_sent_again_is_stored_once(int engine)
    {
        await using var app = await CollectionApp.StartAsync((Engine)engine);

        var first = await app.UploadAsync(Content("pdf"), idempotencyKey: "up-1");
        var again = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.UploadAsync(Content("pdf"), idempotencyKey: "up-1")));
        var other = await app.UploadAsync(Content("text"), idempotencyKey: "up-1");
        var unfit = await app.UploadAsync(Content("text"), idempotencyKey: "with space");

        Assert.Equal(201, first.Status);
        Assert.All(again, answer => Assert.Equal((201, first.Text), (answer.Status, answer.Text)));
        Assert.Equal((409, "idempotency-key-reused"), (other.Status, other.Reason));
        Assert.Equal((400, "idempotency-key-unfit"), (unfit.Status, unfit.Reason));
        Assert.Equal(1, await StoredRows.CountAsync(app.App, "upload"));
    }

    [Theory]
    [InlineData("/api/v1/files")]
    [InlineData("/api/v1/collection-points/contact-message/submissions")]
    [InlineData("/sv/collect/job-seeker-account")]
    public async Task A_post_of_100_megabytes_is_refused_before_it_is_read(string path)
    {
        await using var app = await CollectionApp.StartAsync(Engine.Sqlite);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new Endless(100L * 1024 * 1024) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", app.Key);
        // The client asks first whether it may send, and waits for the answer.
        request.Headers.ExpectContinue = true;
        using var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) })
        {
            BaseAddress = app.App.Address,
        };

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.True(((Endless)request.Content).Written < 1024 * 1024, "The body was read.");
    }

    private static async Task<byte[]> ReadAsync(CollectionApp app, SubjectId subject)
    {
        await using var context = await app.App.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync();
        var record = await context.Set<RecordRow>().SingleAsync(row => row.Field == "cv");
        var chunks = await context.Set<ChunkRow>().Where(row => row.RecordId == record.RecordId).OrderBy(row => row.Position).ToListAsync();
        var seal = app.App.Get<RecordSeal>();
        var key = await app.App.Get<KeyRing>().FindAsync(seal.KeyOf(subject, record.Controller, record.Category), CancellationToken.None);
        return [.. chunks.SelectMany(chunk => seal.OpenChunk(
            subject, record.RecordId, chunk.Sealed, chunk.Position, chunk.Position == record.Chunks - 1, key!))];
    }

    private static byte[] Content(string kind) => kind switch
    {
        "pdf" => "%PDF-1.7\nhello"u8.ToArray(),
        "encrypted-pdf" => "%PDF-1.7\ntrailer << /Encrypt 5 0 R >>"u8.ToArray(),
        "rtf" => "{\\rtf1 hello}"u8.ToArray(),
        "text" => "Åsa Öberg\nKock\n"u8.ToArray(),
        "latin1" => Encoding.Latin1.GetBytes("Åsa Öberg"),
        "html" => "<script>alert(1)</script>"u8.ToArray(),
        "script" => "#!/bin/sh\nrm -r /"u8.ToArray(),
        "exe" => [(byte)'M', (byte)'Z', 0x90, 0, 3, 0, 0, 0],
        "png" => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0],
        "empty" => [],
        "docx" => Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document/>")),
        "odt" => Zip(("mimetype", "application/vnd.oasis.opendocument.text"), ("META-INF/manifest.xml", "<m/>"), ("content.xml", "<o/>")),
        "macros" => Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>"), ("word/vbaProject.bin", "x")),
        "exe-in-docx" => Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>"), ("word/media/run.exe", "MZ")),
        "zip" => Zip(("hello.txt", "hello")),
        "broken-zip" => [.. Zip(("hello.txt", "hello"))[..40]],
        "bomb" => Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", new string(' ', 60 * 1024 * 1024))),
        "many-entries" => Zip([("[Content_Types].xml", "<Types/>"), .. Enumerable.Range(0, 1001).Select(i => ($"word/{i}.xml", "x"))]),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static byte[] Zip(params (string Name, string Text)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return stream.ToArray();
    }

    private sealed class Endless(long length) : HttpContent
    {
        private static readonly byte[] Piece = new byte[64 * 1024];

        public long Written { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            while (Written < length)
            {
                await stream.WriteAsync(Piece);
                Written += Piece.Length;
            }
        }

        protected override bool TryComputeLength(out long size)
        {
            size = length;
            return true;
        }
    }
}
