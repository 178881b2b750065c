using Ombud.Cases.Agents;
using Ombud.Cases.Filing;
using Ombud.Cases.Mailbox;
using Ombud.Layout;
using Ombud.Mail;
using Ombud.Notices;
using Ombud.Notices.People;
using Ombud.Policies.Cases;
using Ombud.Policies.Clocks;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Shared;
using Ombud.SignIn.Codes;

namespace Ombud.Cases.Letters;

/// <summary>What a letter about a case tells.</summary>
internal enum CaseLetterKind
{
    Received, IdentityWanted, Question, Message, Extended, Answered, AnsweredInPart, Refused, LiftingTold,

    /// <summary>A part of what was asked for is about a client's data, and was handed on.</summary>
    HandedOn,

    /// <summary>To the person: may somebody act for them?</summary>
    MandateAsked,

    /// <summary>To the agent: what they asked for somebody else has come in.</summary>
    AgentReceived,

    /// <summary>To the agent: they may act.</summary>
    MandateConfirmed,

    /// <summary>To the agent: they may not act any more.</summary>
    MandateEnded,

    /// <summary>To an agent who does not get the answer: there is one.</summary>
    AgentDecided,
}

/// <summary>
/// Puts letters about a case into the commit that makes them necessary, in the person's language. What was found or written about
/// somebody's data stands in none of them: it is read on the case's page, after signing in.
/// </summary>
internal sealed class CaseLetters(
    Outbox outbox, AddressHash hashes, CaseClocks clocks, NextSteps next, GrantReasons grants, Countries countries, Mailboxes mailboxes,
    Policy policy, TimeProvider time)
{
    /// <summary>Adds a letter to whom it concerns, the person or their agent; nothing where no address was given.</summary>
    /// <param name="withheld">Addresses to which none is sent now.</param>
    public async Task AddAsync(
        CaseChange change, CaseLetterKind kind, CancellationToken cancel, string? reason = null,
        IReadOnlyCollection<string>? withheld = null)
    {
        foreach (var (to, which) in AgentLetters.Of(kind, change.State.Mandate, change.Contact.Value))
        {
            if (to is not null)
                await AddAsync(change, which, to, reason, withheld?.Contains(to, StringComparer.Ordinal) is true, cancel);
        }
    }

    private async Task AddAsync(
        CaseChange change, CaseLetterKind kind, string address, string? reason, bool isWithheld, CancellationToken cancel)
    {
        var taken = NamesSteps(kind) ? await change.NotedAboutAsync(CaseNote.RecourseTaken, cancel) : [];
        await outbox.AddAsync(
            change.Change,
            new Letter
            {
                To = new Personal<string>(address),
                Words = new Personal<LetterWords>(WordsOf(change, kind, reason, taken)),
                // The mailbox is the privacy office's, and what is written to the officer is for the officer alone.
                ReplyTo = change.Row.Kind is CaseKind.OfficerMessage ? null : mailboxes.Of(change.Row.Controller)?.Address,
                // It goes when whoever proves the address is erased; a control's is never sent.
                AddressHash = await hashes.OfAsync(address, cancel),
                SendBefore = change.Row.IsCanary || isWithheld ? time.GetUtcNow() : null,
            },
            cancel);
    }

    private static bool NamesSteps(CaseLetterKind kind) => kind is CaseLetterKind.Extended or CaseLetterKind.Answered
        or CaseLetterKind.AnsweredInPart or CaseLetterKind.Refused;

    private LetterWords WordsOf(CaseChange change, CaseLetterKind kind, string? reason, IReadOnlyList<string> taken)
    {
        var (row, state) = (change.Row, change.State);
        var language = Language.Parse(row.Language, null);
        var party = CaseChanges.PartyOf(policy, row.Controller, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        var legal = clocks.Of(row.Kind, row.Residence, party, row.ReceivedAt);
        var isAnswered = mailboxes.Of(row.Controller) is not null;
        var words = CaseLetterTexts.Of(kind).In(
            language.Code,
            ("number", NumberOf(row.CaseId)),
            ("what", CaseTexts.Of(row.Kind).In(language)),
            ("company", party.LegalName),
            ("received", language.Say(legal.Start)),
            ("clock", ClockOf(state, legal, language)),
            ("mail", isAnswered && row.Channel is CaseChannel.Email ? CaseLetterTexts.CameByMail.In(language.Code) : ""),
            ("identity", state.Stage is not CaseStage.IdentityWanted ? ""
                : (state.IsDocumentWanted ? CaseLetterTexts.ShowDocument : CaseLetterTexts.ShowWhoYouAre).In(language.Code)),
            ("until", state.Clock is { } clock ? language.Say(clock.LastDay) : ""),
            ("capacity", state.Mandate is { } mandate ? AgentTexts.Of(mandate.Capacity).In(language) : ""),
            ("stage", CaseTexts.Of(state.Stage).In(language)),
            ("told", reason is null || CaseReasons.TellsOfData(reason) ? "" : CaseReasons.Says(reason, language)),
            ("reason", reason is null ? "" : CaseReasons.Says(reason, language)),
            ("why", grants.Of(row.Kind, row.Residence, party, language)),
            ("steps", Lines(next.Of(new(state, legal.Start, row.Residence, party, taken)).Select(step => step.Lines(language)))),
            ("contacts", Lines(ContactsOf(row, party, language))));
        // By the number an answer to the letter finds its case, where the company has a mailbox that is read.
        return isAnswered ? words with { Subject = $"{words.Subject} [{NumberOf(row.CaseId)}]" } : words;
    }

    /// <summary>A case's number as people read it out: its id.</summary>
    public static string NumberOf(Guid caseId) => caseId.ToString("D");

    private static string ClockOf(CaseState state, LegalClocks legal, Language language) =>
        state.Clock is { } clock && legal.Deciding is { } deciding
            ? CaseLetterTexts.AnsweredBy.In(language, language.Say(clock.LastDay), deciding.Deadline.Cite ?? deciding.Deadline.Id)
            : CaseLetterTexts.NoClock.In(language);

    private IEnumerable<string> ContactsOf(CaseRow row, Party party, Language language)
    {
        var version = policy.VersionInForce(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)) ?? policy.Pack.Versions[^1];
        return FindContacts.For(version, row.Residence ?? party.Country, countries)
            .Select(contact => FindContacts.LineOf(contact, language.Code));
    }

    private static string Lines(IEnumerable<string> items) => string.Join('\n', items.Select(item => "- " + item));
}
