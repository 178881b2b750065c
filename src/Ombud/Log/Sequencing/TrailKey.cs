using System.Globalization;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Trail.Notes;

namespace Ombud.Log.Sequencing;

/// <summary>The trail's name and the key that signs its checkpoints.</summary>
/// <remarks>
/// A trail that lost leaves goes on under a name of its own: the first name, then the same with <c>/2</c>, <c>/3</c> and so on.
/// The newest checkpoint tells which it is now, so that all processes agree on it.
/// </remarks>
internal sealed class TrailKey(Secrets secrets, KeyStore store, IConfiguration configuration, Db db) : IDisposable
{
    private readonly Dictionary<int, NoteSigner> _signers = [];
    private readonly SemaphoreSlim _one = new(1, 1);
    private int _era;

    /// <summary>The trail's first origin, as C2SP checkpoints have it: configured, or made of the installation's id.</summary>
    private string First => FirstOf(configuration, store.Installation);

    /// <summary>The first origin of an installation's trail.</summary>
    public static string FirstOf(IConfiguration configuration, Guid installation) =>
        configuration["Ombud:TrailOrigin"] ?? $"ombud.invalid/{installation:N}";

    /// <summary>What signs now; its name is the origin of what it signs.</summary>
    public async ValueTask<NoteSigner> SignerAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (_era == 0)
            {
                await using var connection = await db.OpenAsync(cancel);
                _era = Math.Max(1, EraIn(await TrailRows.CheckpointAsync(connection, null, cancel)));
            }
            return await SignerNeedsLockAsync(_era, cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>What signs in an era, the first of which is 1.</summary>
    public async ValueTask<NoteSigner> SignerOfAsync(int era, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            return await SignerNeedsLockAsync(era, cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Looks anew, at its next use, under which name is signed.</summary>
    public void Forget() => _era = 0;

    /// <summary>The number of the era of which a signed checkpoint says it is; 0 where it is of none of ours.</summary>
    public int EraIn(string? note) => note is null ? 0 : EraOf(note[..Math.Max(0, note.IndexOf('\n', StringComparison.Ordinal))]);

    /// <summary>The number of the era that has an origin; 0 where it is none of ours.</summary>
    public int EraOf(string origin) => EraOf(First, origin);

    /// <inheritdoc cref="EraOf(string)"/>
    /// <param name="first">The trail's first origin.</param>
    public static int EraOf(string first, string origin)
    {
        if (origin == first)
            return 1;
        return origin.StartsWith(first + "/", StringComparison.Ordinal)
            && int.TryParse(origin.AsSpan(first.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var era)
            && era > 1 && origin == OriginOf(first, era) ? era : 0;
    }

    /// <summary>The origin of an era.</summary>
    public string OriginOf(int era) => OriginOf(First, era);

    private static string OriginOf(string first, int era) =>
        era == 1 ? first : string.Create(CultureInfo.InvariantCulture, $"{first}/{era}");

    /// <summary>A checkpoint with its era; null where none of our keys has signed it.</summary>
    public async ValueTask<(int Era, Checkpoint Checkpoint)?> OpenAsync(string note, CancellationToken cancel)
    {
        if (EraIn(note) is not (> 0 and var era))
            return null;
        var opened = Checkpoint.Open(note, (await SignerOfAsync(era, cancel)).Verifier);
        return opened.IsOk ? (era, opened.Value) : null;
    }

    private async ValueTask<NoteSigner> SignerNeedsLockAsync(int era, CancellationToken cancel)
    {
        if (!_signers.TryGetValue(era, out var signer))
            _signers[era] = signer = NoteSigner.FromSeed(OriginOf(era), await secrets.GetAsync("trail-signer", cancel));
        return signer;
    }

    public void Dispose()
    {
        foreach (var signer in _signers.Values)
            signer.Dispose();
        _one.Dispose();
    }
}
