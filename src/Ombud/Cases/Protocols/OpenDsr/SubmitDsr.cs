using Ombud.Cases.Filing;
using Ombud.Policies.Cases;
using Ombud.Shared;
using Ombud.SignIn;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Cases.Protocols.OpenDsr;

/// <summary>
/// A controller passes on what somebody asked of them (section 7): it becomes a case as an agent's does, in which the person is asked
/// whether the controller may act. The answer is the same whether anything is known of the person or not.
/// </summary>
internal static class SubmitDsr
{
    internal const string Path = "/requests";

    internal static void Map(RouteGroupBuilder dsr) =>
        dsr.MapLate(HttpMethods.Post, Path, HandleAsync).RequireAuthorization(Access.Api);

    internal static async Task<IResult> HandleAsync(
        HttpRequest http, ApiCaller caller, ReadDsr read, ProtocolCases cases, CancellationToken cancel)
    {
        if (read.CallerOf(caller) is not { } controller)
            return DsrErrors.NotAllowed;
        if (!http.HasJsonContentType())
            return DsrErrors.Of(StatusCodes.Status415UnsupportedMediaType, "media-type", "The body must be application/json.");
        if (await SentBody.ReadAsync(http, cancel) is not { } body)
            return DsrErrors.TooLarge;
        if (SentObject.Read(body) is not { } sent)
            return DsrErrors.Wrong("The body must be a JSON object, each of its names once.");
        var (request, fault) = read.Read(sent, controller.Address);
        if (request is null)
            return DsrErrors.Wrong(fault!);

        var filed = await cases.FileAsync(
            new NewCase
            {
                Id = await ReadDsr.IdAsync(cases, controller, request.Id, cancel),
                Kind = request.Kind, Channel = CaseChannel.OpenDsr, Controller = controller.Company, Residence = request.Residence,
                Language = controller.Language.Code, Says = new(request.Says),
                Contact = new(new CaseContact(Name: null, request.Address)
                {
                    Agent = new AgentContact(controller.Name, controller.Address)
                    {
                        Protocol = new ProtocolRequest(controller.Id, request.Id.ToString("D")),
                    },
                }),
                Capacity = AgentCapacity.Controller, Author = CaseAuthor.Agent, By = "agent", ReceivedAt = request.AskedAt,
            },
            cancel);
        return filed is null
            ? DsrErrors.Of(StatusCodes.Status409Conflict, "subject-request-id-reused", "subject_request_id was used for something else.")
            : new SignedAnswer<DsrReceived>(
                new DsrReceived(
                    controller.Id, ProtocolCases.ExpectedBy(filed), filed.Entries[0].At, Convert.ToBase64String(body), request.Id),
                DsrJson.Default.DsrReceived, StatusCodes.Status201Created);
    }
}
