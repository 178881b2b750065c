using System.Security.Cryptography;
using Ombud.Cases.Filing;
using Ombud.Policies.Cases;
using Ombud.Shared;

namespace Ombud.Cases.Protocols.DataRightsProtocol;

/// <summary>
/// An agent uses somebody's right (section 2.01): it becomes a case as any agent's does, in which the person is asked whether the agent
/// may act. The answer is the same whether anything is known of the person or not.
/// </summary>
internal static class ExerciseRight
{
    internal const string Path = "/data-rights-request";

    internal static void Map(RouteGroupBuilder drp) => drp.MapLate(HttpMethods.Post, Path, HandleAsync);

    internal static async Task<IResult> HandleAsync(
        HttpRequest http, DrpGate gate, ProtocolCases cases, TimeProvider time, CancellationToken cancel)
    {
        var (pair, unknown) = await gate.CallerAsync(http, cancel);
        if (pair is null)
            return unknown!.Answer();
        var (message, unsigned) = await DrpGate.OpenAsync(http, pair.Agent, cancel);
        if (message is null)
            return unsigned!.Answer();
        if (gate.Check(message.Sent, pair) is { } fault)
            return fault.Answer();
        var (request, refused) = DrpRequest.Read(message.Sent, pair.Agent.Address);
        if (request is null)
            return refused!.Answer();

        // Where the agent has no name for it, the message itself is one: sent again to the byte it is the same request.
        var named = request.RequestId is { } id ? $"id {id}" : $"message {Convert.ToHexString(SHA256.HashData(message.Bytes))}";
        var filed = await cases.FileAsync(
            new NewCase
            {
                Id = await cases.IdOfAsync(CaseChannel.DataRightsProtocol, pair.Caller, named, cancel),
                Kind = request.Kind, Channel = CaseChannel.DataRightsProtocol, Controller = pair.Business.Company,
                Residence = request.Residence, Language = request.Language.Code, Says = new(request.Says),
                Contact = new(new CaseContact(request.Name, request.Address)
                {
                    Agent = new AgentContact(pair.Agent.Name, pair.Agent.Address)
                    {
                        Protocol = new ProtocolRequest(pair.Caller, request.RequestId),
                    },
                }),
                Capacity = AgentCapacity.RegisteredAgent, Author = CaseAuthor.Agent, By = "agent", ReceivedAt = time.GetUtcNow(),
            },
            cancel);
        return filed is null
            ? new DrpFault(
                StatusCodes.Status409Conflict, "agent-request-id was used for something else.", IsFatal: true).Answer()
            : DrpStatuses.Answer(filed, http);
    }
}
