using Ombud.Keys;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.SignIn.Codes;
using Ombud.SignIn.People;

namespace Ombud.Cases.Agents;

/// <summary>
/// The cases that a signed-in person follows for somebody else: those whose agent has the address that they proved, as long as the
/// mandate is not withdrawn. Whether its person is known makes no difference to anything here.
/// </summary>
internal sealed class AgentCases(CaseBook book, SubjectContacts contacts, AddressHash hashes)
{
    /// <summary>All of them, newest first.</summary>
    public async Task<IReadOnlyList<CaseLine>> OfAsync(SubjectId agent, CancellationToken cancel) =>
        await AddressOfAsync(agent, cancel) is { } address
            ? await book.FollowedAsync(await hashes.OfAsync(address, cancel), cancel) : [];

    /// <summary>One of them; null where it is none of theirs, or none any more.</summary>
    public async Task<CaseFile?> FindAsync(Guid caseId, SubjectId agent, CancellationToken cancel) =>
        await AddressOfAsync(agent, cancel) is { } address && await book.FindAsync(caseId, cancel) is { } file
            && file.State.Mandate is { MaySee: true } && file.Contact.Value.Agent?.Address == address ? file : null;

    /// <summary>
    /// What the agent reads of a case: steps and messages, with what was answered where the person gave it to them, and nothing of what
    /// the person wrote.
    /// </summary>
    public static IReadOnlyList<CaseEntry> EntriesFor(CaseFile file)
    {
        var mayReceive = file.State.Mandate is { MayReceive: true };
        return
        [
            .. file.Entries
                .Where(entry => !entry.IsInternal && entry.Note is null or CaseNote.MandateMoved or CaseNote.AnswerFetched
                    && (entry.Author is not CaseAuthor.Person || entry.Step is not null || entry.Note is not null))
                .Select(entry => entry.Author is CaseAuthor.Person ? entry with { Text = null }
                    : IsAnswer(entry.Step) && !mayReceive ? WithoutAnswer(entry) : entry),
        ];
    }

    /// <summary>The reason of a refusal or a part, as far as the agent may know it.</summary>
    public static string? ReasonFor(CaseFile file) =>
        EntriesFor(file).LastOrDefault(entry => IsAnswer(entry.Step))?.Reason;

    private static CaseEntry WithoutAnswer(CaseEntry entry) =>
        entry with { Text = null, Reason = CaseReasons.TellsOfData(entry.Reason) ? null : entry.Reason };

    private static bool IsAnswer(CaseStep? step) => step is CaseStep.Answer or CaseStep.AnswerInPart or CaseStep.Refuse;

    private async Task<string?> AddressOfAsync(SubjectId agent, CancellationToken cancel) =>
        (await contacts.FindAsync(agent, IdentifierKind.Email, cancel))?.Value;
}
