using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Ombud.Browser.Tests.Running;

namespace Ombud.Browser.Tests.Steps;

/// <summary>Somebody made up whose data was given to a client and then erased, over the API: the client is still to be told.</summary>
internal static class ErasedPerson
{
    /// <summary>Collects, discloses and erases.</summary>
    /// <returns>The person's id, by which the Console lists the recipient.</returns>
    public static async Task<string> MakeAsync(RunningApp app)
    {
        using var http = await ConnectAsync(app);
        var notice = await http.GetFromJsonAsync<JsonElement>("/api/v1/notice");
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = "Ada Exempel",
            ["email"] = "erased@jobb.example",
            ["birth-date"] = "1990-05-06",
        };
        var given = await PostAsync(http, "collection-points/job-seeker-account/submissions", new
        {
            subject = new { email = "erased@jobb.example", residence = "SE" },
            fields,
            shown = new { noticeVersion = notice.GetProperty("version").GetString(), language = "sv" },
            confirmations = Array.Empty<string>(),
            choices = new { },
        });
        var subject = given.GetProperty("subjectId").GetString()!;
        await HandOverAsync(http, subject);
        await PostAsync(http, $"subjects/{subject}/erasure", null);
        return subject;
    }

    /// <summary>Gives the contact details of somebody else to the same client.</summary>
    public static async Task HandOverAsync(RunningApp app, string subject)
    {
        using var http = await ConnectAsync(app);
        await HandOverAsync(http, subject);
    }

    private static Task<JsonElement> HandOverAsync(HttpClient http, string subject) => PostAsync(http, "disclosures", new
    {
        subject,
        controller = "aerotek-se",
        recipient = "bjorkdal-industri",
        purpose = "help-job-seekers",
        categories = new[] { "contact-details" },
    });

    private static async Task<HttpClient> ConnectAsync(RunningApp app)
    {
        var line = (await File.ReadAllLinesAsync(app.FirstStart)).First(told => told.Contains("ombud_", StringComparison.Ordinal));
        var http = new HttpClient { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", line[line.IndexOf("ombud_",
            StringComparison.Ordinal)..].Trim());
        return http;
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object? body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/" + path);
        request.Content = body is null ? null : JsonContent.Create(body);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
