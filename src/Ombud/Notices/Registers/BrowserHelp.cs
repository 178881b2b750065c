namespace Ombud.Notices.Registers;

/// <summary>Where a browser's maker tells how to refuse cookies (promise <c>cookies.browser-help</c>).</summary>
/// <param name="Name">The browser.</param>
/// <param name="Token">What its <c>User-Agent</c> has and those after it in the list have not.</param>
/// <param name="Link">The maker's page.</param>
internal sealed record BrowserHelp(string Name, string Token, Uri Link)
{
    // In the order of recognition: Edge also says Chrome, and Chrome also says Safari.
    private static readonly BrowserHelp[] Known =
    [
        new("Microsoft Edge", "Edg/", new("https://support.microsoft.com/microsoft-edge")),
        new("Mozilla Firefox", "Firefox/", new("https://support.mozilla.org/kb/clear-cookies-and-site-data-firefox")),
        new("Google Chrome", "Chrome/", new("https://support.google.com/chrome/answer/95647")),
        new("Apple Safari", "Safari/", new("https://support.apple.com/guide/safari/manage-cookies-sfri11471/mac")),
    ];

    /// <summary>All browsers, the visitor's own first.</summary>
    internal static IReadOnlyList<BrowserHelp> For(string userAgent) =>
        Recognise(userAgent) is { } own ? [own, .. Known.Where(browser => browser != own)] : Known;

    /// <summary>The visitor's own browser; null where it does not say.</summary>
    internal static BrowserHelp? Recognise(string userAgent) =>
        Known.FirstOrDefault(browser => userAgent.Contains(browser.Token, StringComparison.Ordinal));
}
