using System.Diagnostics;
using System.Net;
using Microsoft.Data.Sqlite;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Tests.Api;
using Ombud.Tests.Collection;
using Ombud.Tests.Log;
using Ombud.Tests.Running;

namespace Ombud.Tests.Storage;

public sealed class FullDiskTests
{
    private const int SizeInMegabytes = 16;
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_full_disk_fails_writes_loses_nothing_acknowledged_and_is_recovered_from(bool isKeysDisk)
    {
        using var storage = TestStorage.Create(StorageKind.Sqlite);
        using var disk = SmallDisk.Mount(isKeysDisk ? storage.KeysFolder : storage.DataFolder);
        var app = await OmbudApp.StartAsync(storage);
        try
        {
            using var client = await ApiClient.CreateAsync(app);
            var before = await AppendAsync(app, 20);
            disk.Fill();
            var during = new List<SubjectId>();
            Exception? failure = null;
            while (failure is null && during.Count < 20_000)
                failure = await Record.ExceptionAsync(async () => during.AddRange(await AppendAsync(app, 1)));

            Assert.True(failure is SqliteException { SqliteErrorCode: 13 or 10 }, failure?.ToString() ?? "the disk never got full");
            Assert.Equal(HttpStatusCode.OK, (await app.Http.GetAsync(new Uri("/livez", UriKind.Relative), None)).StatusCode);
            during.AddRange(await SubmitUntilRefusedAsync(app, client));

            disk.MakeRoom();
            var after = await AppendAsync(app, 20);
            await app.SequenceAsync();
            await AllStandAsync(app, [.. before, .. during, .. after]);
            Assert.True((await app.MeasureAsync("trail-verifies")).Holds);
        }
        finally
        {
            await app.StopAsync();
            SqliteConnection.ClearAllPools();
        }
    }

    private static async Task<List<SubjectId>> AppendAsync(OmbudApp app, int count)
    {
        var people = new List<SubjectId>();
        for (var i = 0; i < count; i++)
        {
            var person = SubjectId.New(TimeProvider.System);
            Assert.IsType<Appended.Done>(await app.Get<Ledger>().AppendAsync(person, new SampleGiven("newsletters"), None));
            people.Add(person);
        }
        return people;
    }

    /// <summary>Over HTTP: each answer is either an acknowledgement or a problem that says why not.</summary>
    /// <returns>The people whose submissions were acknowledged.</returns>
    private static async Task<List<SubjectId>> SubmitUntilRefusedAsync(OmbudApp app, ApiClient client)
    {
        var acknowledged = new List<SubjectId>();
        for (var i = 0; i < 2_000; i++)
        {
            var answer = await client.PostAsync("/collection-points/contact-message/submissions", CollectionApp.Example());
            if (answer.Status is HttpStatusCode.Created)
            {
                acknowledged.Add(new SubjectId(answer.Json.GetProperty("subjectId").GetGuid()));
                continue;
            }
            Assert.True(answer.Status is HttpStatusCode.InsufficientStorage or HttpStatusCode.ServiceUnavailable, answer.Text);
            Assert.Equal("application/problem+json", answer.MediaType);
            Assert.Contains(answer.Json.GetProperty("reason").GetString(), (string[])["storage-full", "storage-unavailable"]);
            await StoredAsync(app, acknowledged);
            return acknowledged;
        }
        Assert.Fail("The disk never got full.");
        return acknowledged;
    }

    private static async Task StoredAsync(OmbudApp app, List<SubjectId> people)
    {
        foreach (var person in people)
            Assert.NotNull(await app.Get<Standings>().FindAsync(person, None));
    }

    private static async Task AllStandAsync(OmbudApp app, IReadOnlyList<SubjectId> people)
    {
        app.Get<Ombud.Keys.KeyRing>().ForgetOpenKeys();
        foreach (var person in people)
        {
            var standing = await app.Get<Standings>().FindAsync(person, None);
            var folded = await app.Get<FactHistory>().FoldAsync(person, TimeProvider.System.GetUtcNow(), None);
            Assert.Equal(standing!.Version, folded.Version);
            Assert.True(standing.Version > 0);
        }
    }

    /// <summary>A file system in memory of a few megabytes; mounting one needs root.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private readonly string _folder;

        private SmallDisk(string folder) => _folder = folder;

        private string Ballast => Path.Combine(_folder, "ballast");

        public static SmallDisk Mount(string folder)
        {
            Assert.SkipUnless(OperatingSystem.IsLinux(), "A small disk is mounted on Linux only.");
            Directory.CreateDirectory(folder);
            var (code, error) = Run("mount", "-t", "tmpfs", "-o", $"size={SizeInMegabytes}m,mode=0700", "ombud-test", folder);
            Assert.SkipUnless(code == 0, $"A small disk could not be mounted, which needs root: {error.Trim()}");
            return new SmallDisk(folder);
        }

        public void Fill()
        {
            using var stream = new FileStream(Ballast, FileMode.Create);
            var block = new byte[64 * 1024];
            var free = new DriveInfo(_folder).AvailableFreeSpace - (256 * 1024);
            for (var written = 0L; written < free; written += block.Length)
                stream.Write(block);
        }

        public void MakeRoom() => File.Delete(Ballast);

        public void Dispose() => Run("umount", "-l", _folder);

        private static (int Code, string Error) Run(string command, params string[] args)
        {
            var start = new ProcessStartInfo(command) { RedirectStandardError = true, UseShellExecute = false };
            foreach (var arg in args)
                start.ArgumentList.Add(arg);
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, error);
        }
    }
}
