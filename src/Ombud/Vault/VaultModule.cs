namespace Ombud.Vault;

internal static class VaultModule
{
    public static IServiceCollection AddVault(this IServiceCollection services)
    {
        services.AddSingleton<RecordSeal>();
        services.AddSingleton<RecordPurposes>();
        services.AddSingleton<VaultReader>();
        services.AddSingleton<Holdings>();
        services.AddSingleton<RecordMove>();
        return services;
    }
}
