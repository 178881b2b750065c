using Ombud.Keys;
using Ombud.Trail.Notes;

namespace Ombud.Log.Sequencing;

/// <summary>The trail's name and the key that signs its checkpoints.</summary>
internal sealed class TrailKey(Secrets secrets, KeyStore store, IConfiguration configuration) : IDisposable
{
    private NoteSigner? _signer;

    /// <summary>The log's origin, as C2SP checkpoints have it: configured, or made of the installation's id.</summary>
    public string Origin => configuration["Ombud:TrailOrigin"] ?? $"ombud.invalid/{store.Installation:N}";

    public async ValueTask<NoteSigner> SignerAsync(CancellationToken cancel) =>
        _signer ??= NoteSigner.FromSeed(Origin, await secrets.GetAsync("trail-signer", cancel));

    public void Dispose() => _signer?.Dispose();
}
