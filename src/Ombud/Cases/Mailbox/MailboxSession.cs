using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;

namespace Ombud.Cases.Mailbox;

/// <summary>Where a mail lies once it has been dealt with.</summary>
internal enum MailPlace { Filed, Automatic, SetAside }

/// <summary>A mail that lies in the mailbox.</summary>
internal sealed record WaitingMail(UniqueId Id, long Bytes, DateTimeOffset ReceivedAt);

/// <summary>One visit to a mailbox. Nothing of the talk with the server is kept, since it repeats what people wrote.</summary>
internal sealed class MailboxSession : IDisposable
{
    /// <summary>The folder under which ours lie.</summary>
    public const string Parent = "Ombud";

    private const int TimeoutMilliseconds = 30_000;
    private static readonly MailPlace[] Places = Enum.GetValues<MailPlace>();
    private readonly ImapClient _client = new() { Timeout = TimeoutMilliseconds };
    private readonly Dictionary<string, IMailFolder> _own = new(StringComparer.Ordinal);
    private IMailFolder _folder = null!;

    private MailboxSession() { }

    /// <summary>Signs in and opens the folder of new mails.</summary>
    public static async Task<MailboxSession> OpenAsync(MailboxOptions options, CancellationToken cancel)
    {
        var session = new MailboxSession();
        try
        {
            await session._client.ConnectAsync(options.Host, options.Port, options.Security, cancel);
            await session._client.AuthenticateAsync(options.User, options.Password, cancel);
            session._folder = await session._client.GetFolderAsync(options.Folder, cancel);
            await session._folder.OpenAsync(FolderAccess.ReadWrite, cancel);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Goes over to a folder of our own, made where it is missing.</summary>
    public async Task TurnToAsync(string name, CancellationToken cancel)
    {
        _folder = await OwnAsync(name, cancel);
        await _folder.OpenAsync(FolderAccess.ReadWrite, cancel);
    }

    /// <summary>The mails that nobody has dealt with, those that came first before others.</summary>
    public async Task<IReadOnlyList<WaitingMail>> ListAsync(int max, CancellationToken cancel)
    {
        var query = SearchQuery.NotDeleted;
        foreach (var place in Places)
            query = query.And(SearchQuery.NotKeyword(KeywordOf(place)));
        var ids = (await _folder.SearchAsync(query, cancel)).Take(max).ToList();
        if (ids.Count == 0)
            return [];
        var found = await _folder.FetchAsync(
            ids, MessageSummaryItems.UniqueId | MessageSummaryItems.Size | MessageSummaryItems.InternalDate, cancel);
        return [.. found.OrderBy(mail => mail.UniqueId).Select(mail => new WaitingMail(
            mail.UniqueId, mail.Size ?? 0, (mail.InternalDate ?? DateTimeOffset.UnixEpoch).ToUniversalTime()))];
    }

    /// <summary>The bytes of a mail, which stays unread; null where there are more of them than that, or it has gone.</summary>
    public async Task<byte[]?> ReadAsync(UniqueId mail, int bytesMax, CancellationToken cancel)
    {
        await using var stream = await _folder.GetStreamAsync(mail, "", cancel);
        // What a server says of a size need not be so.
        if (stream.Length > bytesMax)
            return null;
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, cancel);
        return bytes;
    }

    /// <summary>Puts a mail where it belongs: into a folder of ours, or by a keyword where the server makes no folder.</summary>
    public async Task PutAsync(UniqueId mail, MailPlace place, CancellationToken cancel)
    {
        try
        {
            await _folder.MoveToAsync(mail, await OwnAsync(place.ToString(), cancel), cancel);
        }
        catch (ImapCommandException)
        {
            await _folder.StoreAsync(mail, new StoreFlagsRequest(StoreAction.Add, [KeywordOf(place)]) { Silent = true }, cancel);
        }
    }

    /// <summary>Deletes a mail of the folder for good.</summary>
    public async Task DeleteAsync(IList<UniqueId> mails, CancellationToken cancel)
    {
        if (mails.Count == 0)
            return;
        await _folder.StoreAsync(mails, new StoreFlagsRequest(StoreAction.Add, MessageFlags.Deleted) { Silent = true }, cancel);
        await _folder.ExpungeAsync(mails, cancel);
    }

    /// <summary>How many mails wait for a human.</summary>
    public async Task<int> CountAsideAsync(CancellationToken cancel)
    {
        var marked = await _folder.SearchAsync(
            SearchQuery.HasKeyword(KeywordOf(MailPlace.SetAside)).And(SearchQuery.NotDeleted), cancel);
        if (await FindAsync(nameof(MailPlace.SetAside), cancel) is not { } aside)
            return marked.Count;
        await aside.StatusAsync(StatusItems.Count, cancel);
        return marked.Count + aside.Count;
    }

    /// <summary>
    /// Deletes what was dealt with before a day: the case's file has what is to be kept, and ends by its own rule. What is set
    /// aside stays. Leaves the folder of new mails.
    /// </summary>
    public async Task EndOldAsync(DateTimeOffset before, CancellationToken cancel)
    {
        foreach (var place in new[] { MailPlace.Filed, MailPlace.Automatic })
        {
            var old = SearchQuery.DeliveredBefore(before.UtcDateTime);
            await DeleteAsync(await _folder.SearchAsync(old.And(SearchQuery.HasKeyword(KeywordOf(place))), cancel), cancel);
        }
        foreach (var place in new[] { MailPlace.Filed, MailPlace.Automatic })
        {
            if (await FindAsync(place.ToString(), cancel) is null)
                continue;
            await TurnToAsync(place.ToString(), cancel);
            await DeleteAsync(await _folder.SearchAsync(SearchQuery.DeliveredBefore(before.UtcDateTime), cancel), cancel);
        }
    }

    /// <summary>Puts a mail of ours into the folder.</summary>
    public Task AppendAsync(MimeKit.MimeMessage mail, CancellationToken cancel) =>
        _folder.AppendAsync(mail, MessageFlags.None, cancel);

    private async Task<IMailFolder> OwnAsync(string name, CancellationToken cancel)
    {
        if (await FindAsync(name, cancel) is { } known)
            return known;
        var root = _client.GetFolder(_client.PersonalNamespaces[0]);
        var parent = await FindAsync(root, Parent, cancel) ?? await root.CreateAsync(Parent, isMessageFolder: true, cancel)
            ?? throw new FolderNotFoundException(Parent);
        return _own[name] = await parent.CreateAsync(name, isMessageFolder: true, cancel)
            ?? throw new FolderNotFoundException(name);
    }

    private async Task<IMailFolder?> FindAsync(string name, CancellationToken cancel)
    {
        if (_own.TryGetValue(name, out var known))
            return known;
        var root = _client.GetFolder(_client.PersonalNamespaces[0]);
        if (await FindAsync(root, Parent, cancel) is not { } parent || await FindAsync(parent, name, cancel) is not { } found)
            return null;
        return _own[name] = found;
    }

    private static async Task<IMailFolder?> FindAsync(IMailFolder parent, string name, CancellationToken cancel)
    {
        try
        {
            var found = await parent.GetSubfolderAsync(name, cancel);
            return found.Attributes.HasFlag(FolderAttributes.NonExistent) ? null : found;
        }
        catch (FolderNotFoundException)
        {
            return null;
        }
    }

    private static string KeywordOf(MailPlace place) => "$Ombud" + place;

    public void Dispose() => _client.Dispose();
}
