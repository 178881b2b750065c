using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Ombud.Bench.Running;

namespace Ombud.Bench.Answering;

/// <summary>The bare work: one row, as wide as a consent's fact and its body, in a commit of its own.</summary>
internal sealed class BareInserts : IDisposable
{
    private readonly Storage _storage;
    private readonly string _pgBench;
    private readonly int _bodyLength;
    private readonly string _script = Path.GetTempFileName();

    /// <param name="bodyLength">Bytes of an encrypted body, as the product writes it.</param>
    public BareInserts(Storage storage, string pgBench, int bodyLength)
    {
        (_storage, _pgBench, _bodyLength) = (storage, pgBench, bodyLength);
        // The body is a constant, so that the client spends nothing on it.
        File.WriteAllText(_script, string.Create(CultureInfo.InvariantCulture, $"""
            \set bucket random(0, 1023)
            insert into bare (bucket, subject_id, fact_id, at, standing_version, commitment, kind, key_version, sealed) values (:bucket, gen_random_uuid(), gen_random_uuid(), 1790000000000000, 1, '\x{new string('5', 64)}', 'consent.answered', 1, '\x{new string('a', bodyLength * 2)}');

            """));
    }

    /// <summary>Transactions a second of <c>pgbench</c> with as many clients as the product has connections.</summary>
    public async Task<double> PgBenchAsync(int seconds)
    {
        await CreateAsync();
        var (host, port, name) = _storage.Target;
        var start = new ProcessStartInfo(_pgBench) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (IEnumerable<string>)["-n", "-M", "prepared", "-c", "16", "-j", "2",
            "-T", seconds.ToString(CultureInfo.InvariantCulture), "-f", _script, "-h", host,
            "-p", port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", name])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var line = output.Split('\n').FirstOrDefault(text => text.StartsWith("tps = ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException("pgbench failed: " + await errors);
        return double.Parse(line["tps = ".Length..].Split(' ')[0], CultureInfo.InvariantCulture);
    }

    /// <summary>Inserts a second of a bare loop on SQLite, each its own commit, synchronous FULL.</summary>
    public double SqliteLoop(TimeSpan length)
    {
        using var connection = new SqliteConnection(_storage.SqliteConnection.Replace("ombud.db", "bare.db", StringComparison.Ordinal));
        connection.Open();
        Run(connection, "pragma journal_mode = wal; pragma synchronous = full;");
        Run(connection, Table("blob", "blob", "integer"));
        using var insert = connection.CreateCommand();
        insert.CommandText = "insert into bare values (@bucket, @subject, @fact, @at, 1, @commitment, 'consent.answered', 1, @sealed)";
        var (bucket, subject, fact) = (insert.Parameters.Add("@bucket", SqliteType.Integer), insert.Parameters.Add("@subject", SqliteType.Blob), insert.Parameters.Add("@fact", SqliteType.Blob));
        insert.Parameters.AddWithValue("@at", 1790000000000000);
        insert.Parameters.AddWithValue("@commitment", new byte[32]);
        insert.Parameters.AddWithValue("@sealed", new byte[_bodyLength]);
        var began = Stopwatch.GetTimestamp();
        var count = 0;
        for (; Stopwatch.GetElapsedTime(began) < length; count++)
        {
            bucket.Value = count * 7919 % 1024;
            subject.Value = NewId();
            fact.Value = NewId();
            insert.ExecuteNonQuery();
        }
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private async Task CreateAsync()
    {
        await using var connection = new NpgsqlConnection(_storage.OwnerConnection);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand(Table("uuid", "bytea", "bigint"), connection);
        await create.ExecuteNonQueryAsync();
    }

    private static byte[] NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToByteArray(bigEndian: true);

    private static string Table(string id, string blob, string big) => $"""
        create table if not exists bare (
            bucket smallint not null, subject_id {id} not null, fact_id {id} not null, at {big} not null, standing_version {big},
            commitment {blob} not null, kind text not null, key_version integer not null, sealed {blob} not null,
            primary key (bucket, subject_id, fact_id))
        """;

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public void Dispose() => File.Delete(_script);
}
