using Ombud.Cases.Filing;
using Ombud.Jobs;
using Ombud.Log;
using Ombud.Policies.Model;

namespace Ombud.Cases.Clients;

/// <summary>
/// Hands a request on to every client that holds something of the person, as soon as it is known whose request it is: a case for each,
/// and a line in the file of the request. Repeating it changes nothing.
/// </summary>
internal sealed class HandOnRequest(
    CaseBook book, ClientParts parts, FileCase file, CaseChanges cases, JoinedPersons persons, TimeProvider time) : IJobHandler
{
    public const string Word = "hand-on-request";

    public string Kind => Word;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel)
    {
        if (run.Subject is { } request)
            await RunAsync(request.Value, cancel);
        return new JobOutcome.Done();
    }

    /// <summary>Hands it on.</summary>
    /// <param name="request">Id of the case.</param>
    /// <returns>The clients' cases.</returns>
    public async Task<IReadOnlyList<Guid>> RunAsync(Guid request, CancellationToken cancel)
    {
        if (await book.FindAsync(request, cancel) is not { Person: { } person, PartOf: null } whole)
            return [];
        var handedOn = new List<Guid>();
        foreach (var client in await parts.HoldingAsync(await persons.MeantByAsync(person, cancel), cancel))
        {
            handedOn.Add(await FileAsync(whole, client, cancel));
            await NoteAsync(whole.Id, client, cancel);
        }
        return handedOn;
    }

    // From the day on which the whole came in: what reaches a processor has reached the controller. No agent of the whole is one here.
    private async Task<Guid> FileAsync(CaseFile whole, Party client, CancellationToken cancel)
    {
        var id = ClientParts.PartId(whole.Id, client.Id);
        await file.RunAsync(
            new NewCase
            {
                Id = id, Kind = whole.State.Kind, Channel = whole.Channel, Controller = client.Id, Residence = whole.Residence,
                Language = whole.Language, Contact = new(whole.Contact.Value with { Agent = null }),
                Says = whole.Entries[0].Text ?? new(""), Person = whole.Person, Author = CaseAuthor.System, By = "system",
                ReceivedAt = whole.ReceivedAt, PartOf = whole.Id, IsCanary = await cases.IsCanaryAsync(whole.Id, cancel),
            },
            cancel);
        return id;
    }

    private Task<bool> NoteAsync(Guid request, Party client, CancellationToken cancel) => cases.RunAsync(request, async change =>
    {
        if ((await change.NotedAboutAsync(CaseNote.HandedOn, cancel)).Contains(client.Id, StringComparer.Ordinal))
            return false;
        change.Add(new CaseEntry(time.GetUtcNow(), CaseAuthor.System, "system", null, null, IsInternal: false, null)
        {
            Note = CaseNote.HandedOn, About = client.Id,
        });
        await change.CommitAsync([new CaseHandedOn(client.Id, ClientParts.PartId(request, client.Id))], cancel);
        return true;
    }, cancel);
}
