using Ombud.Database;

namespace Ombud.Keys;

internal static class KeysModule
{
    public static IServiceCollection AddKeys(this IServiceCollection services)
    {
        services.AddSingleton<KeyStore>();
        services.AddSingleton<Epochs>();
        services.AddSingleton<Secrets>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<InstallationKeys>();
        services.AddSingleton<BlindIndex>();
        services.AddSingleton<KeyRotation>();
        return services;
    }

    /// <summary>Opens the key store before anything is served.</summary>
    /// <exception cref="ConfigurationException">Missing or wrong master key.</exception>
    public static async Task OpenKeysAsync(this IServiceProvider services, CancellationToken cancel)
    {
        services.GetRequiredService<StorageOptions>().CreateFolders();
        var store = services.GetRequiredService<KeyStore>();
        var master = await store.OpenAsync(services.GetRequiredService<TimeProvider>(), cancel);
        services.GetRequiredService<Secrets>().Open(master);
        await services.GetRequiredService<Epochs>().OpenAsync(master, cancel);
        services.GetRequiredService<KeyRotation>().Open(master);
    }
}
