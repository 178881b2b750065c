using System.Net;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.SignIn.People;

namespace Ombud.Assurance.Controls.Pages;

/// <summary>Somebody made up is signed in and reads their data; when their sessions are ended, the same cookie opens nothing.</summary>
internal sealed class SessionsEnd(CanaryPlanter canaries, OwnPages pages, PersonCookies cookies, EndSessions end) : IControl
{
    private const string Path = "/en/my-data";

    public string Id => "sessions-end";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public Task<Measurement> MeasureAsync(CancellationToken cancel) =>
        canaries.MeetAsync(canaries.Points.First(), canary => TryAsync(canary, cancel), cancel);

    private async Task<Measurement> TryAsync(Canary canary, CancellationToken cancel)
    {
        var cookie = cookies.Of(canary.Subject);
        using var before = await pages.AskAsync(Path, cancel, cookie);
        await end.RunAsync(canary.Subject, until: null, CanaryPlanter.By, cancel);
        using var after = await pages.AskAsync(Path, cancel, cookie);
        return new Measurement(before.IsSuccessStatusCode && after.StatusCode is HttpStatusCode.Redirect, new Layout.Text(
            sv: $"inloggad: svar {(int)before.StatusCode}; när inloggningarna avslutats: svar {(int)after.StatusCode}",
            en: $"signed in: answer {(int)before.StatusCode}; once sessions were ended: answer {(int)after.StatusCode}"));
    }
}
