using Ombud.Assurance.Measuring;
using Ombud.Assurance.Running;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Layout.Http;
using Ombud.Notices;

namespace Ombud.Assurance.Controls;

/// <summary>
/// Every kind of answer carries the strict headers and asks nothing of third parties; nothing that others can reach is served
/// in clear, and browsers are bound to TLS.
/// </summary>
internal sealed class SecurityHeadersSent(
    OwnPages pages, IHostEnvironment environment, IConfiguration configuration, ToldAddresses? told = null) : IControl
{
    private const string AnyHost = "pages.example";

    private static readonly string[] Sampled = ["/sv", "/en/notice", "/word.json", "/en/no-such-page", "/css/ombud.css"];

    public string Id => "security-headers";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var amiss = new List<string>();
        foreach (var path in Sampled)
        {
            using var response = await pages.AskAsync(path, cancel);
            string Header(string name) => response.Headers.TryGetValues(name, out var values) ? string.Join(' ', values) : "";
            var policy = Header("Content-Security-Policy");
            if (!policy.Contains("default-src 'none'", StringComparison.Ordinal) || policy.Contains("unsafe", StringComparison.Ordinal)
                || policy.Contains("http", StringComparison.Ordinal))
                amiss.Add($"{path} CSP");
            if (Header("X-Content-Type-Options") != "nosniff")
                amiss.Add($"{path} nosniff");
            if (Header("Referrer-Policy") != "no-referrer")
                amiss.Add($"{path} referrer");
            if (response.Headers.Contains("Server"))
                amiss.Add($"{path} server");
        }
        var transport = await TransportAsync(amiss, cancel);
        return Measurement.Of(amiss, $"{Sampled.Length} slags svar med strikta huvuden; {transport.In(Layout.Language.Swedish)}",
            $"{Sampled.Length} kinds of answer with strict headers; {transport.In(Layout.Language.English)}");
    }

    private async Task<Layout.Text> TransportAsync(List<string> amiss, CancellationToken cancel)
    {
        var isProxied = configuration[Transport.ProxiesKey] is not null;
        var plain = (told?.Addresses ?? pages.Addresses)
            .Where(address => !address.StartsWith("https:", StringComparison.OrdinalIgnoreCase)).ToList();
        if (!isProxied)
            amiss.AddRange(plain.Where(address => !environment.IsDevelopment() || !IsOfThisMachine(address)));
        // In Development the browser is not bound, since the same port may serve another project tomorrow.
        if (environment.IsDevelopment())
        {
            return plain.Count == 0 || isProxied ? new(sv: "krypterat (Development)", en: "encrypted (Development)")
                : new(sv: "okrypterat, men bara på den här datorn (Development)", en: "in clear, but on this machine only (Development)");
        }

        using var response = await pages.AskSecurelyAsync("/sv", Host, cancel);
        if (!response.Headers.TryGetValues("Strict-Transport-Security", out var values) || !values.Single().Contains(
            "max-age=31536000", StringComparison.Ordinal))
            amiss.Add("HSTS");
        return new(sv: "krypterad överföring krävs (HSTS)", en: "encrypted transport demanded (HSTS)");
    }

    private string Host => configuration["AllowedHosts"]?.Split(';')[0] is { } host && !host.Contains('*', StringComparison.Ordinal)
        ? host : AnyHost;

    private static bool IsOfThisMachine(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback;
}

/// <summary>
/// Keys lie apart from the data: on PostgreSQL in a database of another server, since one base backup of both would outlive
/// an erasure; otherwise in a folder of their own, without which nothing starts.
/// </summary>
internal sealed class KeysApart(KeyStoreApart apart, StorageOptions storage) : IControl
{
    public string Id => "keys-apart";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        if (await apart.IsOneServerAsync(cancel))
        {
            return Measurement.Bad("uppgifter och nycklar ligger på samma PostgreSQL-server",
                "data and keys lie on one PostgreSQL server");
        }
        return storage.Engine is Engine.Postgres && storage.KeysEngine is Engine.Postgres
            ? Measurement.Good("uppgifter och nycklar ligger på var sin server", "data and keys lie on a server each")
            : Measurement.Good("nycklarna ligger för sig, skilda från uppgifterna", "the keys lie by themselves, apart from the data");
    }
}

/// <summary>The digest of each published version is what it was when it was first loaded.</summary>
internal sealed class VersionsUnchanged(NoticeBook notices, Db db) : IControl
{
    public string Id => "versions-unchanged";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var amiss = new List<string>();
        await using var connection = await db.OpenAsync(cancel);
        foreach (var version in notices.Pack.Versions)
        {
            using (await db.Gate.EnterAsync(cancel))
            {
                await using var first = connection.Command(
                    "insert into published_version (version, digest) values (@version, @digest) on conflict do nothing")
                    .With("version", version.Version).With("digest", version.Digest);
                await first.ExecuteNonQueryAsync(cancel);
            }
            await using var select = connection.Command("select digest from published_version where version = @version")
                .With("version", version.Version);
            if (await select.ExecuteScalarAsync(cancel) as string != version.Digest)
                amiss.Add(version.Version);
        }
        return Measurement.Of(amiss, $"{notices.Pack.Versions.Count} versioner oförändrade",
            $"{notices.Pack.Versions.Count} versions unchanged");
    }
}
