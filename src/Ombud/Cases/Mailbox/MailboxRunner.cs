using System.Collections.Concurrent;
using System.Net.Sockets;
using MailKit;
using MailKit.Security;
using Ombud.Database;
using Ombud.Shared;

namespace Ombud.Cases.Mailbox;

/// <summary>
/// Reads the mailboxes, each by itself and under a lease, so that of several processes one does. A mailbox that cannot be read is
/// tried again, with longer and longer rests, and keeps nothing else from going on.
/// </summary>
internal sealed partial class MailboxRunner(
    Mailboxes mailboxes, ReadMailbox read, MailboxStates states, Leases leases, CalmStart calm, TimeProvider time,
    ILogger<MailboxRunner> logger) : BackgroundService
{
    // Longer than any one mail takes: every step of a talk with the server has its own patience.
    private static readonly TimeSpan LeaseLength = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan EndingRest = TimeSpan.FromHours(6);
    private readonly Dictionary<string, SemaphoreSlim> _one =
        mailboxes.All.ToDictionary(one => one.Name, _ => new SemaphoreSlim(1, 1), StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _endedAt = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await calm.WaitAsync(stoppingToken);
        await Task.WhenAll(mailboxes.All.Select(one => GoOnAsync(one, stoppingToken)));
    }

    private async Task GoOnAsync(MailboxOptions mailbox, CancellationToken cancel)
    {
        var rest = mailbox.Pause;
        while (!cancel.IsCancellationRequested)
        {
            var (failure, mayBeMore) = await TryAsync(mailbox, cancel);
            rest = failure is MailboxFailure.None ? mailbox.Pause
                : TimeSpan.FromTicks(Math.Min(rest.Ticks * 2, Math.Max(LongestRest.Ticks, mailbox.Pause.Ticks)));
            if (!mayBeMore)
                await Task.Delay(rest, time, cancel);
        }
    }

    private async Task<(MailboxFailure Failure, bool MayBeMore)> TryAsync(MailboxOptions mailbox, CancellationToken cancel)
    {
        try
        {
            return await RunAsync(mailbox, cancel);
        }
        // The database is away, say: serving tells so by itself, and the mails lie where they lie.
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            LogFailed(mailbox.Name, failure.GetType().Name);
            return (MailboxFailure.NotFiled, false);
        }
    }

    /// <summary>Reads a mailbox once, unless another process does.</summary>
    public async Task<(MailboxFailure Failure, bool MayBeMore)> RunAsync(MailboxOptions mailbox, CancellationToken cancel)
    {
        await _one[mailbox.Name].WaitAsync(cancel);
        try
        {
            var lease = "mailbox " + mailbox.Name;
            if (await leases.TakeAsync(lease, LeaseLength, cancel) is null)
                return (MailboxFailure.None, false);
            var (failure, aside, mayBeMore) = await ReadAsync(
                mailbox, async () => await leases.TakeAsync(lease, LeaseLength, cancel) is not null, cancel);
            await states.NoteAsync(mailbox.Name, failure, aside, cancel);
            return (failure, mayBeMore);
        }
        finally
        {
            _one[mailbox.Name].Release();
        }
    }

    private async Task<(MailboxFailure Failure, int? Aside, bool MayBeMore)> ReadAsync(
        MailboxOptions mailbox, Func<Task<bool>> mayGoOn, CancellationToken cancel)
    {
        try
        {
            using var session = await MailboxSession.OpenAsync(mailbox, cancel);
            var round = await read.RunAsync(session, mailbox, mayGoOn, cancel);
            if (round.Filed + round.Automatic + round.SetAside > 0)
                LogRead(mailbox.Name, round.Filed, round.Automatic, round.SetAside);
            var aside = await session.CountAsideAsync(cancel);
            await EndOldAsync(session, mailbox, cancel);
            return (round.Failed > 0 ? MailboxFailure.NotFiled : MailboxFailure.None, aside, round.MayBeMore);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested && IsOfServer(failure))
        {
            // The type alone: what a server says may repeat what lies in the mailbox.
            LogFailed(mailbox.Name, failure.GetType().Name);
            return (FailureOf(failure), null, false);
        }
    }

    private async Task EndOldAsync(MailboxSession session, MailboxOptions mailbox, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (_endedAt.TryGetValue(mailbox.Name, out var last) && now - last < EndingRest)
            return;
        await session.EndOldAsync(now - mailbox.Kept, cancel);
        _endedAt[mailbox.Name] = now;
    }

    /// <summary>Whether the server, or the way to it, is what failed.</summary>
    internal static bool IsOfServer(Exception failure) => failure is IOException or SocketException or TimeoutException
        or OperationCanceledException or SslHandshakeException or AuthenticationException or ServiceNotConnectedException
        or ServiceNotAuthenticatedException or ProtocolException or CommandException or FolderNotFoundException or FolderNotOpenException
        or NotSupportedException;

    private static MailboxFailure FailureOf(Exception failure) => failure switch
    {
        SslHandshakeException => MailboxFailure.NotTrusted,
        AuthenticationException => MailboxFailure.NotLetIn,
        FolderNotFoundException or CommandException => MailboxFailure.NoFolder,
        _ => MailboxFailure.Unreachable,
    };

    public override void Dispose()
    {
        foreach (var one in _one.Values)
            one.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "The mailbox {Mailbox} was read: {Filed} filed, {Automatic} automatic, {Aside} set aside")]
    private partial void LogRead(string mailbox, int filed, int automatic, int aside);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mailbox {Mailbox} could not be read ({Error}); it is tried again")]
    private partial void LogFailed(string mailbox, string error);
}
