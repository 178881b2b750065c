using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Log.Writing;

namespace Ombud.SignIn.ApiKeys;

/// <summary>What a new key may do.</summary>
internal sealed record NewApiKey(
    string Name, Scope Controllers, Scope Purposes, Scope Actions, DateTimeOffset? ExpiresAt = null);

/// <summary>Makes, finds and revokes API keys: <c>ombud_</c>, the id, <c>_</c>, a secret of 256 bits.</summary>
internal sealed class ApiKeyRing(
    IDbContextFactory<OmbudContext> contexts, Db db, Secrets secrets, FactBodies bodies, TimeProvider time)
{
    private const string Prefix = "ombud_";
    private const int IdLength = 32;
    private const int SecretLength = 64;
    private const int CachedMax = 10_000;

    // How long another process may go on taking a key that was revoked here.
    private static readonly TimeSpan CachedFor = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<Guid, Cached> _cached = new();

    /// <summary>Makes a key.</summary>
    /// <returns>Its text, which nobody can ever show again.</returns>
    public async Task<(Guid Id, string Text)> CreateAsync(NewApiKey key, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var (id, text) = New();
        await SaveAsync(id, text, key, now, cancel);
        return (id, text);
    }

    /// <summary>Makes the one key of a new installation, which may do everything; one process at a time.</summary>
    internal async Task CreateFirstAsync(FirstStart firstStart, CancellationToken cancel)
    {
        await using (var context = await contexts.CreateDbContextAsync(cancel))
        {
            if (await context.Set<ApiKeyRow>().AnyAsync(cancel))
                return;
        }

        var (id, text) = New();
        await firstStart.AddAsync("API key, all scopes", text, cancel);
        await SaveAsync(id, text, new NewApiKey("first", Scope.All, Scope.All, Scope.All), time.GetUtcNow(), cancel);
    }

    /// <summary>All keys, oldest first.</summary>
    public async Task<IReadOnlyList<ApiKeyRow>> ListAsync(CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<ApiKeyRow>().AsNoTracking().OrderBy(row => row.KeyId).ToListAsync(cancel);
    }

    /// <summary>Ends a key: here at once, in other processes within seconds.</summary>
    /// <returns>False where there is no such key, or it had ended.</returns>
    public async Task<bool> RevokeAsync(Guid id, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        var revoked = await context.Set<ApiKeyRow>().Where(row => row.KeyId == id && row.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now), cancel);
        if (revoked == 1)
            AddFact(context, new ApiKeyRevoked(id), now);
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        _cached.TryRemove(id, out _);
        return revoked == 1;
    }

    /// <summary>The caller whose key it is, or null where it is none, has expired or was revoked.</summary>
    public async ValueTask<ApiCaller?> FindAsync(string text, CancellationToken cancel)
    {
        if (!TryRead(text, out var id, out var secret))
            return null;

        var now = time.GetUtcNow();
        if (!_cached.TryGetValue(id, out var known) || known.Until < now)
        {
            await using var context = await contexts.CreateDbContextAsync(cancel);
            if (await context.Set<ApiKeyRow>().AsNoTracking().SingleOrDefaultAsync(row =>
                row.KeyId == id, cancel) is not { } row)
                return null;
            if (_cached.Count >= CachedMax)
                _cached.Clear();
            _cached[id] = known = new Cached(row, CallerOf(row), now + CachedFor);
        }

        var hash = await HashAsync(secret, cancel);
        var isRight = CryptographicOperations.FixedTimeEquals(known.Row.Hash, hash);
        return isRight && known.Row.RevokedAt is null && !(known.Row.ExpiresAt <= now) ? known.Caller : null;
    }

    private static ApiCaller CallerOf(ApiKeyRow row) =>
        new(row.KeyId, row.Name, Scope.Read(row.Controllers), Scope.Read(row.Purposes), Scope.Read(row.Actions));

    private (Guid Id, string Text) New()
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        return (id, $"{Prefix}{id:N}_{RandomNumberGenerator.GetHexString(SecretLength, lowercase: true)}");
    }

    private async Task SaveAsync(Guid id, string text, NewApiKey key, DateTimeOffset now, CancellationToken cancel)
    {
        var hash = await HashAsync(text[^SecretLength..], cancel);
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        context.Add(new ApiKeyRow
        {
            KeyId = id, Name = key.Name, Hash = hash, Controllers = key.Controllers.ToString(),
            Purposes = key.Purposes.ToString(), Actions = key.Actions.ToString(), CreatedAt = now, ExpiresAt = key.ExpiresAt,
        });
        AddFact(context, new ApiKeyMade(id, key.Controllers.ToString(), key.Purposes.ToString(), key.Actions.ToString()), now);
        await context.SaveChangesAsync(cancel);
    }

    // A fact of the system, in the commit of what it tells.
    private void AddFact(OmbudContext context, ClearFact fact, DateTimeOffset now)
    {
        var rows = new LedgerRows();
        rows.AddClear(bodies.Write(Guid.CreateVersion7(now), subject: null, fact, Micros.Truncate(now)));
        context.AddRange(rows.Clear);
        context.AddRange(rows.Unsequenced);
    }

    private static bool TryRead(string text, out Guid id, out string secret)
    {
        secret = "";
        id = Guid.Empty;
        if (text.Length != Prefix.Length + IdLength + 1 + SecretLength
            || !text.StartsWith(Prefix, StringComparison.Ordinal) || text[Prefix.Length + IdLength] != '_')
            return false;

        secret = text[^SecretLength..];
        return secret.All(char.IsAsciiHexDigit)
            && Guid.TryParseExact(text.AsSpan(Prefix.Length, IdLength), "N", out id);
    }

    private async ValueTask<byte[]> HashAsync(string secret, CancellationToken cancel) =>
        HMACSHA256.HashData(await secrets.GetAsync("api key", cancel), Convert.FromHexString(secret));

    private sealed record Cached(ApiKeyRow Row, ApiCaller Caller, DateTimeOffset Until);
}
