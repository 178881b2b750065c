using Ombud.Shared;

namespace Ombud.Cases.Protocols.DataRightsProtocol;

/// <summary>Says to an agent where a request of theirs stands (section 2.02).</summary>
internal static class FollowRight
{
    internal static void Map(RouteGroupBuilder drp) => drp.MapLate(HttpMethods.Get, ExerciseRight.Path + "/{id}", HandleAsync);

    internal static async Task<IResult> HandleAsync(
        string id, HttpRequest http, DrpGate gate, ProtocolCases cases, CancellationToken cancel)
    {
        var (pair, fault) = await gate.CallerAsync(http, cancel);
        if (pair is null)
            return fault!.Answer();
        return await FindAsync(cases, id, pair, cancel) is { } found ? DrpStatuses.Answer(found, http) : DrpErrors.NotYours.Answer();
    }

    /// <summary>A request of an agent's; null for any other, and for what is no number.</summary>
    internal static async Task<CaseFile?> FindAsync(ProtocolCases cases, string id, DrpPair pair, CancellationToken cancel) =>
        Guid.TryParseExact(id, "D", out var number)
            ? await cases.FindAsync(number, CaseChannel.DataRightsProtocol, pair.Caller, cancel) : null;
}

/// <summary>An agent takes a request of theirs back (section 2.04): nothing more is done in it.</summary>
internal static class RevokeRight
{
    internal static void Map(RouteGroupBuilder drp) => drp.MapLate(HttpMethods.Delete, ExerciseRight.Path + "/{id}", HandleAsync);

    internal static async Task<IResult> HandleAsync(
        string id, HttpRequest http, DrpGate gate, ProtocolCases cases, CancellationToken cancel)
    {
        var (pair, fault) = await gate.CallerAsync(http, cancel);
        if (pair is null)
            return fault!.Answer();
        var (message, unsigned) = await DrpGate.OpenAsync(http, pair.Agent, cancel);
        if (message is null)
            return unsigned!.Answer();
        var reason = message.Sent.Text("reason", Filing.RequestForm.MessageMax, mayBreak: true);
        if (message.Sent.Fault is { } wrong)
            return DrpErrors.Wrong(wrong).Answer();
        if (await FollowRight.FindAsync(cases, id, pair, cancel) is not { } found)
            return DrpErrors.NotYours.Answer();
        return await cases.TakeBackAsync(found, reason, cancel) is { } over
            ? DrpStatuses.Answer(over, http)
            : new DrpFault(StatusCodes.Status409Conflict, "The request is answered, and cannot be taken back.", IsFatal: true).Answer();
    }
}
