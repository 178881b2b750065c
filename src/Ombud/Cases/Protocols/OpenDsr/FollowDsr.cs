using Ombud.Policies.Cases;
using Ombud.Shared;
using Ombud.SignIn;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Cases.Protocols.OpenDsr;

/// <summary>Says to a controller whether a request of theirs is done (section 8), and nothing of what came of it.</summary>
internal static class FollowDsr
{
    internal const string Path = SubmitDsr.Path + "/{id}";

    internal static void Map(RouteGroupBuilder dsr) =>
        dsr.MapLate(HttpMethods.Get, Path, HandleAsync).RequireAuthorization(Access.Api);

    internal static async Task<IResult> HandleAsync(
        string id, ApiCaller caller, ReadDsr read, ProtocolCases cases, CancellationToken cancel)
    {
        if (read.CallerOf(caller) is not { } controller)
            return DsrErrors.NotAllowed;
        if (await ReadDsr.FindAsync(cases, controller, id, cancel) is not { } found)
            return DsrErrors.NotFound;
        return new SignedAnswer<DsrStanding>(
            new DsrStanding(
                controller.Id, ProtocolCases.ExpectedBy(found), ReadDsr.IdOf(id)!.Value, StatusOf(found.State), ReadDsr.ApiVersion),
            DsrJson.Default.DsrStanding);
    }

    /// <summary>The protocol has one word for an answer, a part and a refusal.</summary>
    internal static string StatusOf(CaseState state) => ProtocolCases.IsOver(state) ? "cancelled" : state.Stage switch
    {
        CaseStage.Received or CaseStage.IdentityWanted => Pending,
        CaseStage.InWork or CaseStage.Waiting => "in_progress",
        CaseStage.Answered or CaseStage.AnsweredInPart or CaseStage.Refused or CaseStage.Closed => "completed",
    };

    internal const string Pending = "pending";
}

/// <summary>A controller takes a request back, which they can until work has begun (section 9).</summary>
internal static class CancelDsr
{
    internal static void Map(RouteGroupBuilder dsr) =>
        dsr.MapLate(HttpMethods.Delete, FollowDsr.Path, HandleAsync).RequireAuthorization(Access.Api);

    internal static async Task<IResult> HandleAsync(
        string id, ApiCaller caller, ReadDsr read, ProtocolCases cases, TimeProvider time, CancellationToken cancel)
    {
        if (read.CallerOf(caller) is not { } controller)
            return DsrErrors.NotAllowed;
        if (await ReadDsr.FindAsync(cases, controller, id, cancel) is not { } found)
            return DsrErrors.NotFound;
        var mayGo = ProtocolCases.IsOver(found.State) || FollowDsr.StatusOf(found.State) == FollowDsr.Pending;
        return mayGo && await cases.TakeBackAsync(found, reason: null, cancel) is not null
            ? new SignedAnswer<DsrCancelled>(
                new DsrCancelled(controller.Id, time.GetUtcNow(), ReadDsr.IdOf(id)!.Value, ReadDsr.ApiVersion),
                DsrJson.Default.DsrCancelled, StatusCodes.Status202Accepted)
            : DsrErrors.Of(StatusCodes.Status409Conflict, "not-pending", "Only a request that is pending can be cancelled.");
    }
}
