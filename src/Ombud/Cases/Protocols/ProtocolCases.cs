using System.Security.Cryptography;
using System.Text;
using Ombud.Cases.Filing;
using Ombud.Cases.Moving;
using Ombud.Keys;
using Ombud.Policies.Cases;

namespace Ombud.Cases.Protocols;

/// <summary>
/// Cases that came by a protocol. Their ids are worked out from who asked and how they call the request, by a key of the installation:
/// a request that is sent again finds its case, nobody guesses another's, and no list beside the cases tells who asked for whom.
/// </summary>
internal sealed class ProtocolCases(Secrets secrets, FileCase file, CaseBook book, TakeStep step)
{
    private const int IdBytes = 16;

    /// <summary>The id of the case of a request.</summary>
    /// <param name="caller">Id under which the agent or controller is configured.</param>
    /// <param name="request">How they call it; without line breaks.</param>
    /// <returns>Version 8: nothing of a moment is in it, since a request that is sent again may name another.</returns>
    public async ValueTask<Guid> IdOfAsync(CaseChannel channel, string caller, string request, CancellationToken cancel)
    {
        var secret = await secrets.GetAsync("protocol request", cancel);
        var bytes = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{channel}\n{caller}\n{request}")).AsSpan(0, IdBytes);
        bytes[6] = (byte)(0x80 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Files it; repeating it changes nothing.</summary>
    /// <returns>The case as it stands; null where the same request was sent before with something else in it.</returns>
    public async Task<CaseFile?> FileAsync(NewCase order, CancellationToken cancel)
    {
        // Looked for before, so that a case which its person has made theirs is not noted under their address once more.
        if (await book.FindAsync(order.Id, cancel) is { } filed)
            return FileCase.IsSame(filed, order) ? filed : null;
        return await file.RunAsync(order, cancel) is FilingOutcome.SentOtherwise ? null : await book.FindAsync(order.Id, cancel);
    }

    /// <summary>A case that came from a caller; null for any other, whether there is one or not.</summary>
    public async Task<CaseFile?> FindAsync(Guid id, CaseChannel channel, string caller, CancellationToken cancel) =>
        await book.FindAsync(id, cancel) is { } found && found.Channel == channel
            && found.Contact.Value.Agent?.Protocol?.Caller == caller ? found : null;

    /// <summary>Whether it is over for whoever asked, who learns nothing more of it: taken back, or the person ended their part.</summary>
    public static bool IsOver(CaseState state) =>
        state.Mandate is not { MaySee: true } || state is { Stage: CaseStage.Closed, Outcome: null };

    /// <summary>Takes it back for whoever asked: nothing more is done in it.</summary>
    /// <returns>The case after it; null where it is answered already.</returns>
    public async Task<CaseFile?> TakeBackAsync(CaseFile one, string? reason, CancellationToken cancel)
    {
        if (IsOver(one.State))
            return one;
        var order = new StepOrder(CaseStep.TakeBack, CaseAuthor.Agent, "agent")
        {
            Message = reason is { Length: > 0 } ? new(reason) : null,
        };
        await step.RunAsync(one.Id, order, cancel);
        return await book.FindAsync(one.Id, cancel) is { } after && IsOver(after.State) ? after : null;
    }

    /// <summary>The end of the last day on which it is answered; null where no law sets one.</summary>
    public static DateTimeOffset? ExpectedBy(CaseFile one) =>
        one.State.Clock is { } clock ? new DateTimeOffset(clock.LastDay.ToDateTime(new TimeOnly(23, 59, 59)), TimeSpan.Zero) : null;
}
