using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Ombud.Connectors.Http;

/// <summary>What the connection string of a system says that is asked over HTTP.</summary>
/// <param name="Address">Where its paths begin.</param>
/// <param name="Secret">The header by which it knows us; null where it asks for none.</param>
internal sealed record HttpSettings(Uri Address, (string Name, string Value)? Secret)
{
    private static readonly string[] Known = ["url", "bearer", "user", "password", "header", "key"];

    // What we say ourselves of a call, or what says where it goes.
    private static readonly string[] Taken =
        ["host", "content-length", "content-type", "transfer-encoding", "connection", "accept", "accept-encoding", "cookie"];

    /// <summary>Reads <c>Url=https://…;Bearer=…</c>, or an address alone.</summary>
    /// <exception cref="HttpException">It is neither.</exception>
    public static HttpSettings Read(string connection)
    {
        var words = new DbConnectionStringBuilder();
        try
        {
            words.ConnectionString = connection.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? $"Url={connection}" : connection;
        }
        catch (ArgumentException)
        {
            throw new HttpException(HttpFailure.ConnectionString);
        }

        if (words.Keys.Cast<string>().Any(key => !Known.Contains(key.ToLowerInvariant(), StringComparer.Ordinal)))
            throw new HttpException(HttpFailure.ConnectionString);

        return new(AddressOf(Word(words, "url")), SecretOf(words));
    }

    // A record would print the secret.
    public override string ToString() => nameof(HttpSettings);

    private static Uri AddressOf(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http")
            || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
            throw new HttpException(HttpFailure.ConnectionString);

        return address.Scheme is "https" || address.IsLoopback ? address : throw new HttpException(HttpFailure.NotSecret);
    }

    private static (string Name, string Value)? SecretOf(DbConnectionStringBuilder words)
    {
        var (bearer, user, password) = (Word(words, "bearer"), Word(words, "user"), Word(words, "password"));
        var (header, key) = (Word(words, "header"), Word(words, "key"));
        (string, string)? secret = (bearer, user, password, header, key) switch
        {
            (null, null, null, null, null) => null,
            ({ } token, null, null, null, null) => ("Authorization", $"Bearer {token}"),
            (null, { } name, { } word, null, null) when !name.Contains(':', StringComparison.Ordinal) =>
                ("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{word}"))}"),
            (null, null, null, { } name, { } value) when IsHeader(name) => (name, value),
            _ => throw new HttpException(HttpFailure.ConnectionString),
        };
        return secret is ({ } _, { } sent) && !sent.All(letter => letter is >= ' ' and <= '~')
            ? throw new HttpException(HttpFailure.ConnectionString)
            : secret;
    }

    private static bool IsHeader(string name) =>
        name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
        && !Taken.Contains(name.ToLowerInvariant(), StringComparer.Ordinal);

    private static string? Word(DbConnectionStringBuilder words, string key) =>
        words.TryGetValue(key, out var value) && Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } word
            ? word
            : null;
}
