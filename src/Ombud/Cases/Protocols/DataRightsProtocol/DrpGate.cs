using System.Buffers;
using System.Buffers.Text;
using Ombud.Trail.Notes;

namespace Ombud.Cases.Protocols.DataRightsProtocol;

/// <summary>Something that was read, or the fault that kept it from being so.</summary>
internal readonly record struct DrpRead<T>(T? Value, DrpFault? Fault)
    where T : class;

/// <summary>A message that its agent has signed.</summary>
/// <param name="Bytes">The JSON, to the byte.</param>
internal sealed record DrpMessage(byte[] Bytes, SentObject Sent);

/// <summary>Who asks and whether they signed what they sent, in the order that the protocol sets (section 3.07).</summary>
internal sealed class DrpGate(DrpNetwork network, DrpTokens tokens, TimeProvider time)
{
    /// <summary>How far an agent's clock may run ahead of ours.</summary>
    public static readonly TimeSpan SkewMax = TimeSpan.FromMinutes(1);

    /// <summary>How long a message may count. The protocol recommends ten minutes.</summary>
    public static readonly TimeSpan WindowMax = TimeSpan.FromHours(1);

    // The first release that counts as done says what the draft before it said.
    private static readonly string[] Versions = ["1.0", "0.9.4"];
    private const int IdMax = 64;

    /// <summary>Whose token a request has.</summary>
    public async ValueTask<DrpRead<DrpPair>> CallerAsync(HttpRequest request, CancellationToken cancel) =>
        await tokens.FindAsync(request.Headers.Authorization.ToString(), cancel) is { } pair
            ? new(pair, null) : new(null, DrpErrors.TokenWanted);

    /// <summary>Opens what an agent has signed.</summary>
    public static async Task<DrpRead<DrpMessage>> OpenAsync(HttpRequest request, DrpAgent agent, CancellationToken cancel)
    {
        if (await SentBody.ReadAsync(request, cancel) is not { } body)
            return new(null, DrpErrors.TooLarge);
        if (Base64.DecodeFromUtf8InPlace(body, out var length) is not OperationStatus.Done || length <= Ed25519Key.SignatureLength)
            return new(null, DrpErrors.NotBase64);
        var bytes = body[Ed25519Key.SignatureLength..length];
        if (!agent.Key.Verifies(bytes, body.AsSpan(0, Ed25519Key.SignatureLength)))
            return new(null, DrpErrors.NotSigned);
        return SentObject.Read(bytes) is { } sent ? new(new DrpMessage(bytes, sent), null) : new(null, DrpErrors.NotJson);
    }

    /// <summary>What is wrong with whom a message names and when it counts; null for nothing.</summary>
    public DrpFault? Check(SentObject sent, DrpPair pair)
    {
        if (sent.Needed("agent-id", IdMax) != pair.Agent.Id)
            return new(StatusCodes.Status403Forbidden, "agent-id is not the agent's who sent it.", IsFatal: true);
        if (sent.Needed("business-id", IdMax) != pair.Business.Id)
            return new(StatusCodes.Status403Forbidden, "business-id is not the business's that was asked.", IsFatal: true);
        var (issued, expires, version) = (sent.Moment("issued-at"), sent.Moment("expires-at"), sent.Needed("drp.version", IdMax));
        if (sent.Fault is { } fault)
            return DrpErrors.Wrong(fault);
        var now = time.GetUtcNow();
        if (issued > now + SkewMax)
            return new(StatusCodes.Status400BadRequest, "issued-at is still to come.");
        if (expires <= now)
            return DrpErrors.Wrong("expires-at has gone by.");
        if (expires <= issued || expires - issued > WindowMax)
            return DrpErrors.Wrong("expires-at must be within an hour of issued-at.");
        return Versions.Contains(version, StringComparer.Ordinal) ? null : DrpErrors.Wrong("drp.version must be 1.0.");
    }

    /// <summary>An agent at the company that their message names; null where either is unknown, or the agent counts no more.</summary>
    public async Task<DrpPair?> SetUpAsync(HttpRequest request, string agent, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var pairs = network.Pairs.Where(pair => pair.Agent.Id == agent && pair.Agent.CountsOn(today)).ToList();
        if (pairs.Count == 0 || (await OpenAsync(request, pairs[0].Agent, cancel)).Value is not { } message)
            return null;
        var business = message.Sent.Needed("business-id", IdMax);
        return pairs.Find(pair => pair.Business.Id == business) is { } named && Check(message.Sent, named) is null ? named : null;
    }
}
