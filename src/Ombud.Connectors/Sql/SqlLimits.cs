namespace Ombud.Connectors.Sql;

/// <summary>How long somebody else's database may keep us waiting.</summary>
internal sealed record SqlLimits
{
    public static SqlLimits Default { get; } = new();

    /// <summary>For a connection to stand.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For one statement.</summary>
    public TimeSpan Command { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For a row that somebody else holds, on a server.</summary>
    public TimeSpan Lock { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For a SQLite file that somebody else writes to, or a folder that another process of Ombud changes.</summary>
    public TimeSpan Busy { get; init; } = TimeSpan.FromSeconds(5);
}
