using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.Notices;

namespace Ombud.Assurance.Controls;

/// <summary>Every kind of answer carries the strict headers and asks nothing of third parties.</summary>
internal sealed class SecurityHeadersSent(OwnPages pages) : IControl
{
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
        return Measurement.Of(amiss, $"{Sampled.Length} slags svar med strikta huvuden",
            $"{Sampled.Length} kinds of answer with strict headers");
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
