namespace Ombud.Connectors.Describing;

/// <summary>How a system is asked over HTTP.</summary>
public sealed record HttpDescription
{
    /// <summary>The calls of every table that has none of its own.</summary>
    public HttpCalls Calls { get; init; } = new();

    /// <summary>What it is spared, and we with it.</summary>
    public HttpLimits Limits { get; init; } = new();

    /// <summary>
    /// Whether its rows leave out what is null, so that a field which no row shows is none that is missing.
    /// </summary>
    public bool OmitsNulls { get; init; }
}

/// <summary>The calls that a table is asked by. Those that are not there are the system's.</summary>
public sealed record HttpCalls
{
    /// <summary>Calls that find rows by a field; the first that knows the field counts.</summary>
    public IReadOnlyList<FindCall> Find { get; init; } = [];

    /// <summary>The call that deletes one row.</summary>
    public HttpCall? Delete { get; init; }

    /// <summary>The call that overwrites fields of one row.</summary>
    public HttpCall? Overwrite { get; init; }

    /// <summary>The call that marks one row as restricted; where there is none, its field is overwritten.</summary>
    public HttpCall? Restrict { get; init; }

    /// <summary>The call that takes the mark away again.</summary>
    public HttpCall? Lift { get; init; }

    /// <summary>A call that shows some rows, whoever's they are, so that it can be seen which fields there are.</summary>
    public FindCall? Sample { get; init; }
}

/// <summary>What a call does, as HTTP has it.</summary>
public enum HttpVerb
{
    /// <summary>GET.</summary>
    Get,

    /// <summary>POST.</summary>
    Post,

    /// <summary>PUT.</summary>
    Put,

    /// <summary>PATCH.</summary>
    Patch,

    /// <summary>DELETE.</summary>
    Delete,
}

/// <summary>One call.</summary>
/// <param name="Path">
/// Path and query below the address of the connection string, with places in braces that are filled in by escaping.
/// </param>
/// <param name="Body">JSON in which whole texts may be such places; null where there is none.</param>
/// <param name="IsPlainJson">Whether what changes is sent as <c>application/json</c>, and not as a merge patch.</param>
public sealed record HttpCall(HttpVerb Verb, string Path, string? Body = null, bool IsPlainJson = false);

/// <summary>A call that is answered with rows.</summary>
public sealed record FindCall
{
    /// <summary>The fields it finds by; all of them where it is empty.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>What is called.</summary>
    public required HttpCall Call { get; init; }

    /// <summary>Where in the answer the list of rows is, as a JSON pointer; empty where the answer itself is the list.</summary>
    public string Rows { get; init; } = "";

    /// <summary>How the next page is come by; null where all comes in one answer.</summary>
    public NextPage? Next { get; init; }

    /// <summary>Whether 404 says that nobody was found, and not that the call is wrong.</summary>
    public bool NotFoundIsNobody { get; init; }
}

/// <summary>How the next page is come by.</summary>
public abstract record NextPage
{
    private NextPage()
    {
    }

    /// <summary>The answer has the next page's address; the last has none, or null.</summary>
    /// <param name="Pointer">Where, as a JSON pointer.</param>
    public sealed record Link(string Pointer) : NextPage;

    /// <summary>The answer has a mark to be sent along; the last has none, or null.</summary>
    /// <param name="Pointer">Where, as a JSON pointer.</param>
    /// <param name="Parameter">As what it is sent: in the query, or in the body of a call that has one.</param>
    public sealed record Cursor(string Pointer, string Parameter) : NextPage;

    /// <summary>Pages are counted; the first without rows is the last.</summary>
    /// <param name="First">The number of the first.</param>
    /// <param name="Parameter">As what it is sent: in the query, or in the body of a call that has one.</param>
    public sealed record Number(int First, string Parameter) : NextPage;
}

/// <summary>What a system is spared, and we with it.</summary>
public sealed record HttpLimits
{
    /// <summary>How many calls there are a second, at most.</summary>
    public int PerSecond { get; init; } = 20;

    /// <summary>For how many seconds one answer is waited for.</summary>
    public int Seconds { get; init; } = 30;

    /// <summary>How many megabytes one answer may have.</summary>
    public int Megabytes { get; init; } = 8;

    /// <summary>How many pages one question may have.</summary>
    public int Pages { get; init; } = 100;

    /// <summary>How many rows one question may have.</summary>
    public int Rows { get; init; } = 10_000;
}
