namespace Ombud.Connectors.Sql;

/// <summary>What a column holds.</summary>
/// <param name="Type">As the client library reads it.</param>
/// <param name="Name">
/// In the database's own words, where a dialect has to tell apart what reads alike; empty where it need not.
/// </param>
internal readonly record struct SqlColumn(Type Type, string Name = "");
