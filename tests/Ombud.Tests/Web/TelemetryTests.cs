using System.Text.Json;
using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.Tests.Api;
using Ombud.Tests.Collection;
using Ombud.Tests.Running;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Ombud.Tests.Web;

/// <summary>What is told to whoever runs the product, over the wire as a collector gets it.</summary>
public sealed class TelemetryTests
{
    private const string Canary = "canary7telemetry";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] Contact = ["contact-details"];

    private static readonly string[] Spans =
    [
        "POST /api/v1/collection-points/{id}/submissions", "POST /api/v1/subjects/{id:guid}/erasure", "commit", "sequence", "sweep",
        "retention sweep", "erasure step", "control",
    ];

    private static readonly string[] Measured =
    [
        "http.server.request.duration", "/api/v1/subjects/{id:guid}/erasure", "ombud.decisions", "purpose-not-declared",
        "ombud.commit.duration", "ombud.commit.group", "ombud.sweep.cleared", "ombud.erasure.steps", "ombud.controls",
        "ombud.trail.entries", "ombud.retention.ended",
    ];

    [Fact]
    public async Task Work_is_told_with_codes_and_counts_and_nothing_of_anybody()
    {
        await using var collector = await CollectorStub.StartAsync();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock: null, collector.Settings);
        var subject = await LiveAsync(app);
        await app.SequenceAsync();
        await app.Get<ControlRunner>().RunAsync(app.Get<ControlRunner>().Controls.Where(one => one.Id == "keys-apart"), None);

        var (traces, metrics) = ("", "");
        for (var attempt = 0; attempt < 600; attempt++)
        {
            app.Get<TracerProvider>().ForceFlush();
            app.Get<MeterProvider>().ForceFlush();
            (traces, metrics) = (collector.SentTo("/v1/traces"), collector.SentTo("/v1/metrics"));
            if (Missing(traces, Spans).Concat(Missing(metrics, Measured)).FirstOrDefault() is null)
                break;
            await Task.Delay(100, None);
        }

        Assert.Empty(Missing(traces, Spans));
        Assert.Empty(Missing(metrics, Measured));
        foreach (var sent in new[] { traces, metrics })
        {
            Assert.DoesNotContain(Canary, sent, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(subject.ToString("D"), sent, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(subject.ToString("N"), sent, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("url.path", sent, StringComparison.Ordinal);
            Assert.DoesNotContain("exception.message", sent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_of_it_is_loaded_unless_it_is_configured()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What a process has loaded is read from /proc.");
        await using var collector = await CollectorStub.StartAsync();

        Assert.False(await LoadsAsync());
        Assert.True(await LoadsAsync(collector.Settings));
    }

    [Fact]
    public async Task Log_lines_are_objects_where_that_is_configured()
    {
        using var storage = TestStorage.Create(Engine.Sqlite);
        using var process = OmbudProcess.Start(
            [.. storage.Arguments, "--urls", "http://127.0.0.1:0", "--environment", "Development", "--Ombud:Controls=false",
                "--Ombud:Logs=json"]);
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (!line.StartsWith('{'))
                    continue;
                using var logged = JsonDocument.Parse(line);
                Assert.NotEmpty(logged.RootElement.GetProperty("Category").GetString()!);
                Assert.EndsWith("+00:00", logged.RootElement.GetProperty("Timestamp").GetString(), StringComparison.Ordinal);
                return;
            }
            Assert.Fail("No line of the log was an object.");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(None);
        }
    }

    [Fact]
    public async Task Settings_that_cannot_work_are_named_together()
    {
        using var storage = TestStorage.Create(Engine.Sqlite);

        var failure = await Assert.ThrowsAsync<ConfigurationException>(() => OmbudApp.StartAsync(
            storage, clock: null, "--Ombud:Logs=xml", "--OTEL_EXPORTER_OTLP_ENDPOINT=collector", "--OTEL_EXPORTER_OTLP_PROTOCOL=mail"));

        Assert.Equal(
            [
                "Ombud__Logs must be text or json.", "OTEL_EXPORTER_OTLP_ENDPOINT must be an http:// or https:// address.",
                "OTEL_EXPORTER_OTLP_PROTOCOL must be grpc or http/protobuf.",
            ],
            failure.Errors);
    }

    /// <summary>Somebody whose every value, path, header and mistake holds the canary.</summary>
    private static async Task<Guid> LiveAsync(OmbudApp app)
    {
        using var api = await ApiClient.CreateAsync(app);
        var form = CollectionApp.Example();
        form["subject"] = new { email = $"{Canary}@jobs.example", residence = "SE" };
        form["fields"] = new { name = Canary, email = $"{Canary}@jobs.example", message = Canary };
        var stored = await api.PostAsync("/collection-points/contact-message/submissions", form, once: Canary);
        var subject = stored.Json.GetProperty("subjectId").GetGuid();
        var question = new { subject, action = "use", purpose = Canary, categories = Contact, controller = "aerotek-se" };
        await api.PostAsync("/decisions", question);
        var reading = new { purpose = "marketing", categories = Contact, controller = "aerotek-se" };
        await api.PostAsync($"/subjects/{subject}/readings", reading);
        await api.PostTextAsync("/decisions", $$"""{"{{Canary}}": 1}""");
        await api.GetAsync($"/{Canary}?{Canary}={Canary}");

        using var strange = new HttpRequestMessage(new HttpMethod(Canary), $"/sv/{Canary}");
        strange.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        strange.Headers.Add("tracestate", $"{Canary}={Canary}");
        strange.Headers.Add("baggage", $"{Canary}={Canary}");
        strange.Headers.Add("User-Agent", Canary);
        using (await app.Http.SendAsync(strange, None))
        using (var failed = await app.Http.GetAsync(new Uri($"/api/test/failing/{Canary}", UriKind.Relative), None))
            Assert.Equal(500, (int)failed.StatusCode);

        Assert.Equal(202, (int)(await api.PostAsync($"/subjects/{subject}/erasure", new { })).Status);
        return subject;
    }

    private static async Task<bool> LoadsAsync(params string[] settings)
    {
        using var storage = TestStorage.Create(Engine.Sqlite);
        await using var process = await OmbudProcess.ServeAsync(storage, settings);
        using (await process.Http.GetAsync(new Uri("/sv", UriKind.Relative), None))
            return (await File.ReadAllTextAsync($"/proc/{process.Id}/maps", None)).Contains("OpenTelemetry", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Missing(string sent, IEnumerable<string> wanted) =>
        wanted.Where(text => !sent.Contains(text, StringComparison.Ordinal));
}
