using Ombud.Policies.Model;

namespace Ombud.Connectors.Describing;

/// <summary>What kind of system it is: which connector speaks to it.</summary>
public enum SystemKind
{
    /// <summary>PostgreSQL.</summary>
    PostgreSql,

    /// <summary>MySQL or MariaDB.</summary>
    MySql,

    /// <summary>SQL Server or Azure SQL.</summary>
    SqlServer,

    /// <summary>A SQLite file.</summary>
    Sqlite,

    /// <summary>A folder of CSV and JSON Lines files, one a table.</summary>
    Folder,

    /// <summary>An interface over HTTP that speaks JSON, asked by declared calls.</summary>
    Http,

    /// <summary>One that only people reach: they are asked to erase there, and note what they did.</summary>
    Manual,
}

/// <summary>By what a person is known in a system.</summary>
public enum IdentifierKind
{
    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>The name or number of an account.</summary>
    Account,
}

/// <summary>
/// A system that holds data of people, as its dataset file describes it: where the data lies, by what a person is found,
/// and what erasing does. Never changed after it was loaded.
/// </summary>
public sealed record SystemDescription
{
    /// <summary>The system's id: lower case with hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    /// <summary>Which connector speaks to it.</summary>
    public required SystemKind Kind { get; init; }

    /// <summary>
    /// The name of the connection string in the configuration, <c>ConnectionStrings__{name}</c>: secrets stand in no dataset
    /// file. Empty where only people reach it.
    /// </summary>
    public required string Connection { get; init; }

    /// <summary>The company whose data it is, by the pack's id.</summary>
    public required string Controller { get; init; }

    /// <summary>Ids of the kinds of person whose data it is, by the pack: at least one. Uses of its data are decided by them.</summary>
    public required IReadOnlyList<string> Subjects { get; init; }

    /// <summary>Its tables that hold data of people or lead to such; none where only people reach it.</summary>
    public required IReadOnlyList<TableDescription> Tables { get; init; }

    /// <summary>How it is asked over HTTP; null where it is not of that kind.</summary>
    public HttpDescription? Http { get; init; }

    /// <summary>How people are asked; null where it is not of that kind.</summary>
    public ManualDescription? Manual { get; init; }

    /// <summary>The place in the file.</summary>
    public SourceSpan At { get; init; }
}
