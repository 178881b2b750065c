using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Layout.Api;
using Ombud.Log;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Disclosures;

/// <summary>Data given to others: decided, recorded, listed.</summary>
internal static class DisclosuresModule
{
    public static IServiceCollection AddDisclosures(this IServiceCollection services)
    {
        services.AddSingleton(FactType.Of("disclosure.made", () => DisclosureFactsJson.Default.DisclosureMade));
        services.AddSingleton<DeclaredFields>();
        services.AddSingleton<Discloser>();
        services.AddSingleton<DisclosureRegister>();
        services.AddProblems(DisclosureProblems.All);
        services.AddApiJson(DisclosuresJson.Default);
        return services;
    }

    public static void MapDisclosures(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Disclosures");
        MakeDisclosure.Map(api);
        ListDisclosures.Map(api);
    }
}

/// <summary>The types of this capability that cross HTTP.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DisclosureRequest))]
[JsonSerializable(typeof(DisclosureReceipt))]
[JsonSerializable(typeof(DisclosureEntry[]))]
internal sealed partial class DisclosuresJson : JsonSerializerContext;
