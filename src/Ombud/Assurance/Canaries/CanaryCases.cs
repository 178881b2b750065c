using Microsoft.EntityFrameworkCore;
using Ombud.Cases;
using Ombud.Cases.Filing;
using Ombud.Cases.Mailbox;
using Ombud.Cases.Running;
using Ombud.Database;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.SignIn.Codes;

namespace Ombud.Assurance.Canaries;

/// <summary>Files cases of somebody made up, by the way of the form, and leaves nothing of them.</summary>
internal sealed class CanaryCases(
    FileCase file, TryMailbox mailbox, CaseBook book, EndCaseFiles end, AddressHash hashes, CanaryLetters letters,
    IEnumerable<IForgetsAddress> byAddress, IDbContextFactory<OmbudContext> contexts, TimeProvider time)
{
    /// <summary>What a test does to a case before it is looked at.</summary>
    public Func<Guid, Task>? Filed { get; set; }

    /// <summary>Files a case, looks at it and ends it, whatever comes of it.</summary>
    /// <param name="daysAgo">How many days ago it came in.</param>
    /// <param name="person">Whose it is; null for somebody who has shown nothing.</param>
    /// <param name="language">In which they are written to.</param>
    public async Task<IReadOnlyList<string>> WithAsync(
        CaseKind kind, string residence, Party controller, Func<CanaryCase, Task<IReadOnlyList<string>>> look, CancellationToken cancel,
        int daysAgo = 0, SubjectId? person = null, string language = "en")
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        return await LookAsync(
            id,
            async address =>
            {
                await file.RunAsync(
                    new NewCase
                    {
                        Id = id, Kind = kind, Channel = CaseChannel.Form, Controller = controller.Id, Residence = residence,
                        Language = language, Contact = new(new CaseContact(Name: null, address)), Says = new("A control tries."),
                        Person = person, ReceivedAt = time.GetUtcNow().AddDays(-daysAgo), IsCanary = true,
                    },
                    cancel);
                return id;
            },
            look, $"{kind} {residence} not filed", cancel);
    }

    /// <summary>Writes a mail to a mailbox, looks at the case that comes of it and ends it, whatever comes of it.</summary>
    public Task<IReadOnlyList<string>> ByMailAsync(
        MailboxOptions to, Func<CanaryCase, Task<IReadOnlyList<string>>> look, CancellationToken cancel) =>
        LookAsync(known: null, address => TryAsync(to, address, cancel), look, $"{to.Name} not filed", cancel);

    /// <summary>Ends the cases that were filed with a made-up address by the form itself, and forgets whatever was written to it.</summary>
    public async Task ForgetAsync(string address, CancellationToken cancel)
    {
        var hash = await hashes.OfAsync(address, cancel);
        List<Guid> filed;
        await using (var context = await contexts.CreateDbContextAsync(cancel))
            filed = await CaseBook.LookUpAsync(context, hash, cancel);
        foreach (var id in filed)
            await end.EndAsync(id, time.GetUtcNow(), cancel);
        byte[][] hashed = [hash];
        foreach (var one in byAddress)
            await one.ForgetAsync(hashed, cancel);
    }

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
                ? await look(new CanaryCase(found, async () => await letters.ToAsync(await hashes.OfAsync(address, cancel), cancel)))
                : [notFiled];
        }
        finally
        {
            if (filed is { } id)
                await end.EndAsync(id, time.GetUtcNow(), cancel);
            await ForgetAsync(address, cancel);
        }
    }
}

/// <summary>A case of a control, and the letters that were written about it.</summary>
internal sealed record CanaryCase(CaseFile File, Func<Task<IReadOnlyList<string>>> LettersAsync);
