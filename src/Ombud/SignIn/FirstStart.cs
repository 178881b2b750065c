using System.Globalization;
using Ombud.Database;

namespace Ombud.SignIn;

/// <summary>What the operator must be told once: secrets made when an installation starts for the first time.</summary>
/// <remarks>
/// Never through the log. A line is in the file before what it names exists, so that a crash loses no secret.
/// </remarks>
internal sealed class FirstStart(StorageOptions storage, Db db, TextWriter console)
{
    public string FileName => Path.Combine(storage.DataFolder, "first-start.txt");

    /// <summary>Whether the first account and the first key are there; by plain SQL, as at every start.</summary>
    public async Task<bool> IsPastAsync(CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        await using var select = connection.Command(
            "select exists (select 1 from staff_account) and exists (select 1 from api_key)");
        return Convert.ToBoolean(await select.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);
    }

    /// <summary>Tells a line.</summary>
    public async Task AddAsync(string label, string value, CancellationToken cancel)
    {
        var line = $"{label}: {value}";
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var stream = new FileStream(FileName, options))
        {
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(line + "\n"), cancel);
            stream.Flush(flushToDisk: true);
        }
        await console.WriteLineAsync(line.AsMemory(), cancel);
    }
}
