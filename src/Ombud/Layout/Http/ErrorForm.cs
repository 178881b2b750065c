namespace Ombud.Layout.Http;

/// <summary>
/// How an endpoint tells that something went wrong before or after its handler, where those who call it expect a form of their own:
/// too many requests, a body beyond its limit, nobody signed in, a storage that is gone.
/// </summary>
/// <param name="Of">The answer to an HTTP status; with the limit in bytes where a body was too large and that is known.</param>
internal sealed record ErrorForm(Func<int, long?, IResult> Of);
