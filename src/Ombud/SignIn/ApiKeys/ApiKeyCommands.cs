using System.CommandLine;
using System.Globalization;
using Ombud.Policies.Model;

namespace Ombud.SignIn.ApiKeys;

/// <summary>The commands <c>api-keys create</c>, <c>list</c> and <c>revoke</c>; all may run while the product serves.</summary>
internal static class ApiKeyCommands
{
    /// <summary>What was asked for is not there.</summary>
    private const int NotFound = 1;

    /// <summary>What was written cannot be meant.</summary>
    private const int Unfit = 2;

    /// <param name="build">Builds the product on the configuration, without serving.</param>
    public static Command ApiKeys(Func<string[], Task<WebApplication>> build) =>
        new("api-keys", "Make, list and revoke the keys of sites and applications.") { Create(build), List(build), Revoke(build) };

    private static Command Create(Func<string[], Task<WebApplication>> build)
    {
        var name = new Option<string>("--name") { Description = "What you call it; shown in the list.", Required = true };
        var controllers = Words("--controllers", "Ids of the companies whose data it reaches, with commas between; * for all.");
        var purposes = Words("--purposes", "Ids of the purposes it is for, with commas between; * for all.");
        var actions = Words("--actions", $"What it may do, with commas between; * for all: {string.Join(", ", ApiScopes.Actions)}.");
        var expires = new Option<string?>("--expires") { Description = "First day on which it no longer counts, yyyy-MM-dd (UTC)." };
        var command = new Command("create", "Make a key. Its secret is shown once, now.")
        {
            name, controllers, purposes, actions, expires,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancel) =>
        {
            await using var app = await build([.. parsed.UnmatchedTokens]);
            var order = new ApiKeyOrder(
                parsed.GetValue(name)!, parsed.GetValue(controllers)!, parsed.GetValue(purposes)!, parsed.GetValue(actions)!,
                parsed.GetValue(expires));
            var (key, errors) = order.Check(app.Services.GetRequiredService<Pack>());
            if (key is null)
            {
                await Console.Error.WriteLineAsync("No key was made:");
                foreach (var error in errors)
                    await Console.Error.WriteLineAsync("  - " + error);
                return Unfit;
            }
            var (id, text) = await app.Services.GetRequiredService<ApiKeyRing>().CreateAsync(key, cancel);
            await Console.Out.WriteLineAsync($"Key {id}. Keep its secret now; nobody can show it again:");
            await Console.Out.WriteLineAsync(text);
            return 0;
        });
        return command;
    }

    private static Command List(Func<string[], Task<WebApplication>> build)
    {
        var command = new Command("list", "Every key, oldest first, without its secret.") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var app = await build([.. parsed.UnmatchedTokens]);
            var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
            foreach (var row in await app.Services.GetRequiredService<ApiKeyRing>().ListAsync(cancel))
            {
                await Console.Out.WriteLineAsync(
                    $"{row.KeyId}  {StateOf(row, now)}  {row.Name}  controllers: {row.Controllers}  purposes: {row.Purposes}  "
                    + $"actions: {row.Actions}");
            }
            return 0;
        });
        return command;
    }

    private static Command Revoke(Func<string[], Task<WebApplication>> build)
    {
        var id = new Argument<string>("id") { Description = "The key's id, as the list has it." };
        var command = new Command("revoke", "End a key: at once here, within seconds in every process that serves.") { id };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancel) =>
        {
            if (!Guid.TryParse(parsed.GetValue(id), out var key))
            {
                await Console.Error.WriteLineAsync("A key's id is a UUID; ombud api-keys list shows it. The secret is no id.");
                return Unfit;
            }
            await using var app = await build([.. parsed.UnmatchedTokens]);
            if (await app.Services.GetRequiredService<ApiKeyRing>().RevokeAsync(key, cancel))
            {
                await Console.Out.WriteLineAsync($"Key {key} is revoked.");
                return 0;
            }
            await Console.Error.WriteLineAsync($"No key {key} is in force.");
            return NotFound;
        });
        return command;
    }

    private static Option<string> Words(string name, string description) => new(name) { Description = description, Required = true };

    private static string StateOf(ApiKeyRow row, DateTimeOffset now) =>
        row.RevokedAt is { } revoked ? $"revoked {DayOf(revoked)}"
        : row.ExpiresAt is { } expires ? $"{(expires <= now ? "expired" : "expires")} {DayOf(expires)}"
        : $"in force since {DayOf(row.CreatedAt)}";

    private static string DayOf(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A key as an operator asks for it.</summary>
internal sealed record ApiKeyOrder(string Name, string Controllers, string Purposes, string Actions, string? Expires)
{
    private const int NameMax = 100;
    private static readonly char[] Between = [',', ' '];

    /// <summary>The key, or everything that is wrong with it; what is unknown is told with the words that are known.</summary>
    public (NewApiKey? Key, IReadOnlyList<string> Errors) Check(Pack pack)
    {
        var errors = new List<string>();
        if (Name.Length is 0 or > NameMax || Name.Any(char.IsControl))
            errors.Add($"--name is 1 to {NameMax} characters on one line.");
        var controllers = Read(
            "--controllers", Controllers, pack.Versions.SelectMany(version => version.Parties.Select(party => party.Id)));
        var purposes = Read(
            "--purposes", Purposes, pack.Versions.SelectMany(version => version.Purposes.Select(purpose => purpose.Id)));
        var actions = Read("--actions", Actions, ApiScopes.Actions);
        DateTimeOffset? expires = null;
        if (Expires is not null)
        {
            if (DateOnly.TryParseExact(Expires, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                expires = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
            else
                errors.Add("--expires is a day, yyyy-MM-dd.");
        }
        return errors.Count > 0 ? (null, errors) : (new NewApiKey(Name, controllers, purposes, actions, expires), errors);

        Scope Read(string option, string text, IEnumerable<string> known)
        {
            var allowed = known.Append("*").ToHashSet(StringComparer.Ordinal);
            var words = text.Split(Between, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
                errors.Add($"{option} names nothing; write * for all.");
            var unknown = words.Where(word => !allowed.Contains(word)).Distinct(StringComparer.Ordinal).ToList();
            if (unknown.Count > 0)
            {
                errors.Add($"{option}: {string.Join(", ", unknown)} is not known. Allowed: "
                    + $"{string.Join(", ", allowed.Order(StringComparer.Ordinal))}.");
            }
            return Scope.Of(words);
        }
    }
}
