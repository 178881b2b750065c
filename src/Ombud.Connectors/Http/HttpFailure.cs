using System.Globalization;
using System.Net;
using Ombud.Connectors.Connecting;

namespace Ombud.Connectors.Http;

/// <summary>Something is wrong with a call or its answer.</summary>
/// <param name="remedy">What whoever runs the system can do, in one sentence that holds no value of anybody's and no address.</param>
/// <param name="status">What was answered; null where nothing was.</param>
internal sealed class HttpException(string remedy, HttpStatusCode? status = null) : Exception(remedy)
{
    public string Remedy => Message;

    public HttpStatusCode? Status { get; } = status;
}

/// <summary>What can go wrong, in words that name calls and fields of the dataset file and never what stands in an answer.</summary>
internal static class HttpFailure
{
    public const string ConnectionString =
        "Its connection string cannot be read: write Url=https://…, with Bearer, User and Password, or Header and Key where need be.";

    public const string NotSecret = "Its connection string has an address without https: only this machine itself is asked without it.";

    public const string CannotReach =
        "It cannot be reached: see that it runs and that the connection string names the right host and port.";

    public const string Certificate = "Its certificate is not one that this machine trusts: renew it, or correct the host's name.";

    public const string ConnectionLost = "The connection was lost: see whether it still runs, and run it again.";

    public const string NoName = "A name in the dataset file is empty, too long or has a character that no name can have: correct it.";

    public const string NoPath =
        "A value cannot stand in a path without leading elsewhere: let the call of the dataset file take it in the query or the body.";

    public const string NoTable = "There is no such table: it answers 404 to the call of the dataset file, whose path is to be corrected.";

    public const string LoginRefused = "It refused the login, which may have expired: renew the secret in the connection string.";

    public const string NotPermitted =
        "The account may not do this: grant it reading, and deleting or changing where the dataset file says that rows or fields go.";

    public const string Held = "Somebody else held its rows: run it again.";

    public const string Stands = "It refused since something stands against it (409): see whether other rows refer to this one.";

    public const string Redirects =
        "It sends to another address, and no secret and nobody's value is sent there: write where it is in the connection string.";

    public const string Busy = "It asks to wait for longer than is waited: run it again later, or let the dataset file say fewer a second.";

    public const string NoJson =
        "What it answers is no JSON: see whether the address leads to the interface itself, and not to a page for people.";

    public const string Malformed = "What it answers cannot be read as JSON: see its own log.";

    public const string NoRows =
        "Its answer has no list where the dataset file says that the rows are: correct 'rows', which is a JSON pointer.";

    public const string NoNext =
        "Its answer has something else than an address or a mark where the dataset file says that the next page is: correct 'next'.";

    public const string ElsewhereNext = "The next page is said to be at another address, which is not asked: see who runs it.";

    public const string SamePage = "It gives the same page again and again: correct 'next' in the dataset file.";

    public const string NotUnique =
        "Several rows have one key, so that one could not go without the others: name fields in the dataset file that tell each row.";

    public const string Unfiltered =
        "It answers rows whatever it is asked for, so that nobody could be found: let the call name its parameter as the system does.";

    /// <summary>What is added where some calls of an erasing had been answered before one failed.</summary>
    public const string HalfWay = " Some rows have changed and others not yet: run it again, which does the rest.";

    /// <param name="field">A field that the dataset file names.</param>
    public static HttpException NoField(string field) => new($"It has no field {field} in what it answers: correct the dataset file.");

    public static HttpException NotAsked(string field) => new(
        $"It has no field {field} that it finds by, or takes no such value there (400 or 422): correct the call of the dataset file.",
        HttpStatusCode.BadRequest);

    public static HttpException NoCall(string what) => new($"The dataset file has no call that {what}: add it under 'http'.");

    public static HttpException TimedOut(int seconds) => new(string.Create(
        CultureInfo.InvariantCulture, $"It did not answer within {seconds} seconds: see how it fares, or let the dataset file say more."));

    public static HttpException TooBig(int megabytes) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"An answer has more than {megabytes} MB: let the call ask for fewer rows a page, or let the dataset file say more."));

    public static HttpException TooManyPages(int pages) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"One question has more than {pages} pages: a call leads to others' rows, or the dataset file has to say more."));

    public static HttpException TooManyRows(int rows) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"One question has more than {rows} rows: a call leads to others' rows, or the dataset file has to say more."));

    /// <summary>What an answer that is none of those expected means.</summary>
    public static HttpException Of(HttpStatusCode status) => new(
        status switch
        {
            HttpStatusCode.NotFound or HttpStatusCode.Gone => NoTable,
            HttpStatusCode.Unauthorized => LoginRefused,
            HttpStatusCode.Forbidden => NotPermitted,
            HttpStatusCode.Locked => Held,
            HttpStatusCode.Conflict => Stands,
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => Busy,
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => Redirects,
            _ => string.Create(CultureInfo.InvariantCulture, $"It answered {(int)status}: its own log says more."),
        },
        status);

    /// <summary>What a call that was not answered means.</summary>
    public static HttpException Of(HttpRequestException failure) => new(failure.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => CannotReach,
        HttpRequestError.SecureConnectionError => Certificate,
        _ => ConnectionLost,
    });

    /// <summary>Runs something in which the system may fail, and tells of its failures in our words.</summary>
    /// <param name="table">Null where it is about the whole system.</param>
    /// <exception cref="ConnectorException">It failed.</exception>
    public static async ValueTask<T> GuardAsync<T>(string system, string? table, Func<ValueTask<T>> work)
    {
        try
        {
            return await work();
        }
        catch (HttpException e)
        {
            throw new ConnectorException(system, table, e.Remedy);
        }
    }
}
