using Ombud.Connectors.Describing;
using Ombud.Connectors.Tests.Contract;

namespace Ombud.Connectors.Tests.Published;

/// <summary>
/// Schemas that others have published and Debian ships, each for three databases, in the folder that <c>OMBUD_TEST_SCHEMAS</c>
/// names. None of their text is part of this repository: <c>./test</c> takes the packages apart.
/// </summary>
internal static class PublishedSchema
{
    private const string Variable = "OMBUD_TEST_SCHEMAS";

    /// <summary>The statements that make Roundcube's tables.</summary>
    public static string Webmail(SystemKind kind) => Read("roundcube-core/usr/share/roundcube/SQL", kind switch
    {
        SystemKind.PostgreSql => "postgres.initial.sql",
        SystemKind.MySql => "mysql.initial.sql",
        _ => "sqlite.initial.sql",
    });

    /// <summary>The statements that make the tables of Request Tracker 5.</summary>
    public static string Tickets(SystemKind kind) => Read("request-tracker5/usr/share/request-tracker5/etc", kind switch
    {
        SystemKind.PostgreSql => "schema.Pg",
        SystemKind.MySql => "schema.mysql",
        _ => "schema.SQLite",
    });

    private static string Read(string folder, string file)
    {
        var root = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(root), $"{Variable} names no folder of published schemas; ./test fetches them from Debian.");
        // Request Tracker's own program takes out what follows such a mark.
        return string.Join('\n', File.ReadLines(Path.Combine(root!, folder, file)).Select(line => line.Split('#')[0]));
    }
}

/// <summary>
/// Everything of a database as its own tool writes it out; of SQLite the bytes of a copy. Its own file keeps what it had left behind
/// when it moved rows earlier, before anybody asked it to overwrite.
/// </summary>
internal static class RawDump
{
    public static async Task<string> OfAsync(TestDatabase database)
    {
        switch (database)
        {
            case SqliteDatabase sqlite:
                var copy = $"{sqlite.File}.{Path.GetRandomFileName()}";
                await database.RunAsync($"vacuum into '{copy}'");
                // One character a byte, so that nothing is lost to an encoding.
                return await File.ReadAllTextAsync(copy, System.Text.Encoding.Latin1);
            case PostgreSqlDatabase:
                var server = new Npgsql.NpgsqlConnectionStringBuilder(database.Connection);
                return await Output.OfAsync(
                    "pg_dump", "-h", server.Host!, "-p", $"{server.Port}", "-U", server.Username!, server.Database!);
            default:
                var mysql = new MySqlConnector.MySqlConnectionStringBuilder(database.Connection);
                return await Output.OfAsync(
                    "mariadb-dump", "--no-defaults", "--protocol=tcp", $"--host={mysql.Server}", $"--port={mysql.Port}",
                    $"--user={mysql.UserID}", mysql.Database);
        }
    }
}
