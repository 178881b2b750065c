using Microsoft.Data.Sqlite;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.Notices;

namespace Ombud.Backup.Trying;

/// <summary>Puts the product together on settings of its own, without serving.</summary>
internal delegate Task<WebApplication> BuildApart(string[] args, Action<WebApplicationBuilder> configure);

/// <summary>
/// A small installation beside the living one, in a folder that goes when it is let go: with the same notice and clock, and nothing
/// else of it. It has nobody in it but made-up people.
/// </summary>
internal sealed class TrialRoom : IDisposable
{
    private static readonly string[] Shared = [NoticeSource.PackKey, NoticeSource.LawKey];
    private readonly BuildApart _build;
    private readonly TimeProvider _time;
    private readonly IReadOnlyDictionary<string, string?> _notice;
    private readonly DirectoryInfo _root;

    public TrialRoom(BuildApart build, IConfiguration configuration, TimeProvider time)
    {
        (_build, _time) = (build, time);
        _notice = Shared.ToDictionary(key => key, key => configuration[key], StringComparer.Ordinal);
        _root = Directory.CreateTempSubdirectory("ombud-trial-");
        (Before, After) = (Options("before"), Options("after"));
    }

    /// <summary>Where it lies at first.</summary>
    public StorageOptions Before { get; }

    /// <summary>Where the backup of it is put back; the keys are the same.</summary>
    public StorageOptions After { get; }

    public string Backup => Path.Combine(_root.FullName, "backup", "data");

    public string Journal => Path.Combine(Before.KeysFolder, "journal.jsonl");

    /// <summary>Its settings, where the data lies in one of the two places.</summary>
    public IConfiguration ConfigurationOf(StorageOptions place) =>
        new ConfigurationBuilder().AddInMemoryCollection(Settings(place)).Build();

    /// <summary>The product on one of the two places.</summary>
    /// <exception cref="ConfigurationException">It refuses to start.</exception>
    public Task<WebApplication> BuildAsync(StorageOptions place) => _build(["--environment", Environments.Development], builder =>
    {
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(Settings(place));
        builder.Logging.ClearProviders();
        // What a first start tells of staff and keys opens nothing but this, and is for nobody.
        builder.Services.AddSingleton(_time).AddSingleton(new ControlSchedule(IsOn: false)).AddSingleton(TextWriter.Null);
    });

    /// <summary>In how many files of a folder one of these byte strings lies.</summary>
    public async Task<int> CountAsync(string folder, IReadOnlyList<byte[]> wanted, CancellationToken cancel)
    {
        using var raw = new RawSearch(Before with { DataFolder = folder, KeysFolder = Path.Combine(_root.FullName, "nowhere") });
        return (await raw.FindAsync(wanted, cancel)).Places.Count;
    }

    private StorageOptions Options(string data) => StorageOptions.From(new ConfigurationBuilder().AddInMemoryCollection(
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["OMBUD_DATA"] = Path.Combine(_root.FullName, data), ["OMBUD_KEYS"] = Path.Combine(_root.FullName, "keys"),
        }).Build());

    private Dictionary<string, string?> Settings(StorageOptions place) => new(_notice, StringComparer.Ordinal)
    {
        ["OMBUD_DATA"] = place.DataFolder, ["OMBUD_KEYS"] = place.KeysFolder,
    };

    public void Dispose()
    {
        // A pool would hold the files of a folder that is gone.
        foreach (var connection in new[] { Before.Connection, After.Connection, Before.KeysConnection })
        {
            using var pooled = new SqliteConnection(connection);
            SqliteConnection.ClearPool(pooled);
        }
        _root.Delete(recursive: true);
    }
}
