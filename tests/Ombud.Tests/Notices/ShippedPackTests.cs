using System.Net;
using AngleSharp.Html.Parser;
using Ombud.Tests.Running;

namespace Ombud.Tests.Notices;

/// <summary>The pages of the pack that comes with the product, walked link by link.</summary>
public sealed class ShippedPackTests
{
    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task Every_page_answers_and_no_link_within_dangles(string language)
    {
        await using var app = await OmbudApp.StartAsync();
        var (known, next) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>());
        Enqueue($"/{language}");

        while (next.TryDequeue(out var path))
        {
            using var answer = await app.Http.GetAsync(path);
            // Some points are for people who have signed in.
            if (answer.Headers.Location?.ToString().Contains("/sign-in", StringComparison.Ordinal) == true)
                continue;
            Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{path} answers {answer.StatusCode}");
            var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
            Anchors.AssertAllResolve(page);
            foreach (var link in page.QuerySelectorAll("a[href^='/']"))
                Enqueue(link.GetAttribute("href")!.Split('#')[0]);
        }

        Assert.True(known.Count > 20, $"Only {known.Count} pages were found.");

        void Enqueue(string path)
        {
            // My data belongs to another capability, which may not be there yet.
            if (!path.EndsWith("/my-data", StringComparison.Ordinal) && known.Add(path))
                next.Enqueue(path);
        }
    }
}
