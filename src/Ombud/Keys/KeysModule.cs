using Ombud.Database;
using Ombud.Keys.Reserve;
using Ombud.Keys.Rotation;

namespace Ombud.Keys;

internal static class KeysModule
{
    public static IServiceCollection AddKeys(this IServiceCollection services, KeyOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<KeyStore>();
        services.AddSingleton<Epochs>();
        services.AddSingleton<Secrets>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<KeyReserve>();
        services.AddSingleton<InstallationKeys>();
        services.AddSingleton<BlindIndex>();
        services.AddSingleton<KeyRotation>();
        services.AddSingleton<EpochPlan>();
        services.AddSingleton<EpochSchedule>();
        services.AddHostedService(provider => provider.GetRequiredService<EpochSchedule>());
        services.AddSingleton<KeyStoreApart>();
        return services;
    }

    /// <summary>Opens the key store before anything is served.</summary>
    /// <exception cref="ConfigurationException">Missing or wrong master key.</exception>
    public static async Task OpenKeysAsync(this IServiceProvider services, CancellationToken cancel)
    {
        services.GetRequiredService<StorageOptions>().CreateFolders();
        await services.GetRequiredService<KeyStore>().OpenAsync(services.GetRequiredService<TimeProvider>(), cancel);
        await services.GetRequiredService<Epochs>().OpenAsync(cancel);
        await services.GetRequiredService<KeyStoreApart>().WarnAsync(cancel);
    }
}
