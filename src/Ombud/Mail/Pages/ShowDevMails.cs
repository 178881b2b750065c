using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Shared;

namespace Ombud.Mail.Pages;

/// <summary>A mail as the development page shows it.</summary>
internal sealed record DevMail(Guid Id, DateTimeOffset At, MailState State, SealedLetter? Letter);

/// <summary>The newest mails, opened: in Development only, and only for a browser on this machine.</summary>
internal static class ShowDevMails
{
    private const int NewestMax = 50;

    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapLate(HttpMethods.Get, "/dev/mails", HandleAsync).ExcludeFromDescription();

    internal static async Task<Results<RazorComponentResult<DevMails>, NotFound>> HandleAsync(
        HttpContext http, IDbContextFactory<OmbudContext> contexts, MailSeal seal, CancellationToken cancel)
    {
        if (!IsOnThisMachine(http))
            return TypedResults.NotFound();

        await using var context = await contexts.CreateDbContextAsync(cancel);
        var rows = await context.Set<OutboxRow>().AsNoTracking().Over(FanOut.NewestLetters)
            .OrderByDescending(row => row.CreatedAt).ThenBy(row => row.MailId).Take(NewestMax).ToListAsync(cancel);
        var mails = new List<DevMail>(rows.Count);
        foreach (var row in rows)
            mails.Add(new DevMail(row.MailId, row.CreatedAt, row.State, await seal.OpenAsync(row, cancel)));
        http.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<DevMails>(new { Shown = mails });
    }

    // The host name too: a page of another site whose name was pointed at this machine must not read them.
    private static bool IsOnThisMachine(HttpContext http)
    {
        var host = http.Request.Host.Host.Trim('[', ']');
        return http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
            && (host is "localhost" || IPAddress.TryParse(host, out var named) && IPAddress.IsLoopback(named));
    }
}
