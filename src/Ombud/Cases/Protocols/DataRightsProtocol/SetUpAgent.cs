using Ombud.Shared;

namespace Ombud.Cases.Protocols.DataRightsProtocol;

/// <summary>Gives an agent a token for a signed message, and says whether it still counts (sections 2.05 and 2.06).</summary>
internal static class SetUpAgent
{
    private const string Path = "/agent/{agent}";

    internal static void Map(RouteGroupBuilder drp)
    {
        drp.MapLate(HttpMethods.Post, Path, HandleAsync);
        drp.MapLate(HttpMethods.Get, Path, ShowAsync);
    }

    internal static async Task<IResult> HandleAsync(
        string agent, HttpRequest request, DrpGate gate, DrpTokens tokens, CancellationToken cancel) =>
        await gate.SetUpAsync(request, agent, cancel) is { } pair
            ? TypedResults.Json(new DrpToken(pair.Agent.Id, await tokens.MakeAsync(pair, cancel)), DrpJson.Default.DrpToken)
            : BareForbidden.Instance;

    internal static async Task<IResult> ShowAsync(string agent, HttpRequest request, DrpGate gate, CancellationToken cancel)
    {
        var (pair, fault) = await gate.CallerAsync(request, cancel);
        if (pair is null)
            return fault!.Answer();
        return pair.Agent.Id == agent
            ? TypedResults.Json(new DrpAgentKnown(), DrpJson.Default.DrpAgentKnown)
            : new DrpFault(StatusCodes.Status403Forbidden, "The token is another agent's.").Answer();
    }
}
