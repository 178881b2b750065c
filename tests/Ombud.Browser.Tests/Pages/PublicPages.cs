namespace Ombud.Browser.Tests.Pages;

/// <summary>Every kind of public page, by its path without language.</summary>
internal static class PublicPages
{
    public static readonly string[] Languages = ["sv", "en"];

    public static TheoryData<string> All =>
    [
        "", "/notice", "/notice/versions", "/notice/versions?day=2019-06-30", "/notice/versions?day=wrong",
        "/notice/versions/2018-05-04", "/notice/versions/2018-05-04/compare/2026-01-01", "/companies",
        "/companies?country=SE", "/recipients", "/safeguards", "/processing", "/collection-points", "/cookies", "/contacts",
        "/contacts?residence=SE", "/collect", "/collect/contact-message", "/collect/job-seeker-account",
        "/collect/forum-post", "/word", "/word/principles", "/check-receipt", "/sign-in", "/console/sign-in", "/problems",
        "/rights", "/rights?residence=US-CA", "/request", "/request?for=other", "/request/officer", "/no-such-page",
    ];
}
