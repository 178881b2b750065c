using Microsoft.EntityFrameworkCore;
using Ombud.Cases;
using Ombud.Cases.Filing;
using Ombud.Cases.Mailbox;
using Ombud.Cases.Running;
using Ombud.Database;
using Ombud.Mail;
using Ombud.Policies.Cases;
using Ombud.Policies.Model;
using Ombud.Shared;
using Ombud.SignIn.Codes;

namespace Ombud.Assurance.Canaries;

/// <summary>Files cases of somebody made up, by the way of the form, and leaves nothing of them.</summary>
internal sealed class CanaryCases(
    FileCase file, TryMailbox mailbox, CaseBook book, EndCaseFiles end, AddressHash hashes, MailSeal seal,
    IEnumerable<IForgetsAddress> byAddress, IDbContextFactory<OmbudContext> contexts, TimeProvider time)
{
    /// <summary>What a test does to a case before it is looked at.</summary>
    public Func<Guid, Task>? Filed { get; set; }

    /// <summary>Files a case, looks at it and ends it, whatever comes of it.</summary>
    /// <param name="daysAgo">How many days ago it came in.</param>
    public async Task<IReadOnlyList<string>> WithAsync(
        CaseKind kind, string residence, Party controller, Func<CanaryCase, Task<IReadOnlyList<string>>> look, CancellationToken cancel,
        int daysAgo = 0)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        return await LookAsync(
            id,
            async address =>
            {
                await file.RunAsync(CaseOf(id, address, kind, residence, controller, daysAgo), cancel);
                return id;
            },
            look, $"{kind} {residence} not filed", cancel);
    }

    /// <summary>Writes a mail to a mailbox, looks at the case that comes of it and ends it, whatever comes of it.</summary>
    public Task<IReadOnlyList<string>> ByMailAsync(
        MailboxOptions to, Func<CanaryCase, Task<IReadOnlyList<string>>> look, CancellationToken cancel) =>
        LookAsync(known: null, address => TryAsync(to, address, cancel), look, $"{to.Name} not filed", cancel);

    // A mailbox that cannot be read is what the control has found; the others are tried all the same.
    private async Task<Guid?> TryAsync(MailboxOptions to, string address, CancellationToken cancel)
    {
        try
        {
            return await mailbox.RunAsync(to, address, cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested && MailboxRunner.IsOfServer(failure))
        {
            return null;
        }
    }

    private NewCase CaseOf(Guid id, string address, CaseKind kind, string residence, Party controller, int daysAgo) => new()
    {
        Id = id, Kind = kind, Channel = CaseChannel.Form, Controller = controller.Id, Residence = residence, Language = "en",
        Contact = new(new CaseContact(Name: null, address)), Says = new("A control tries."),
        ReceivedAt = time.GetUtcNow().AddDays(-daysAgo), IsCanary = true,
    };

    /// <param name="known">The case's id, where it is known before.</param>
    private async Task<IReadOnlyList<string>> LookAsync(
        Guid? known, Func<string, Task<Guid?>> fileAsync, Func<CanaryCase, Task<IReadOnlyList<string>>> look, string notFiled,
        CancellationToken cancel)
    {
        var address = $"canary.{Guid.CreateVersion7(time.GetUtcNow()):N}@case.test";
        var filed = known;
        try
        {
            filed = await fileAsync(address);
            if (filed is not { } id)
                return [notFiled];
            if (Filed is { } after)
                await after(id);
            return await book.FindAsync(id, cancel) is { } found
                ? await look(new CanaryCase(found, () => LettersAsync(address, cancel))) : [notFiled];
        }
        finally
        {
            if (filed is { } id)
                await end.EndAsync(id, time.GetUtcNow(), cancel);
            byte[][] hash = [await hashes.OfAsync(address, cancel)];
            foreach (var one in byAddress)
                await one.ForgetAsync(hash, cancel);
        }
    }

    private async Task<IReadOnlyList<string>> LettersAsync(string address, CancellationToken cancel)
    {
        var hash = await hashes.OfAsync(address, cancel);
        var bucket = Bucket.Of(hash);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var rows = await context.Set<OutboxRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.AddressHash == hash).OrderBy(row => row.MailId).ToListAsync(cancel);
        var letters = new List<string>(rows.Count);
        foreach (var row in rows)
        {
            if (await seal.OpenAsync(row, cancel) is { } letter)
                letters.Add($"{letter.Subject}\n{letter.Body}");
        }
        return letters;
    }
}

/// <summary>A case of a control, and the letters that were written about it.</summary>
internal sealed record CanaryCase(CaseFile File, Func<Task<IReadOnlyList<string>>> LettersAsync);
