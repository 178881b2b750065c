using Ombud.Advice;
using Ombud.Cases.Filing;
using Ombud.Cases.Letters;
using Ombud.Cases.Moving;
using Ombud.Cases.Officer;
using Ombud.Cases.Proof;
using Ombud.Corrections;
using Ombud.Notices;
using Ombud.Notices.People;
using Ombud.Policies.Cases;
using Ombud.Policies.Clocks;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.SignIn.Codes;
using Ombud.SignIn.Staff;

namespace Ombud.Cases;

/// <summary>A case as its pages show it: with its clocks and the steps after it.</summary>
/// <param name="Clocks">All clocks of the law that run for it, the strictest first.</param>
/// <param name="Next">Where to turn who is not content.</param>
public sealed record ShownCase(CaseFile File, Party Party, LegalClocks Clocks, IReadOnlyList<NextStep> Next)
{
    /// <summary>Whom the person turns to with us, by where they live (promises <c>contact.us</c>, <c>contact.eea</c>).</summary>
    public IReadOnlyList<ContactPoint> Contacts { get; init; } = [];

    /// <summary>Other open cases that came with the same address and that nobody has confirmed; for the staff.</summary>
    public IReadOnlyList<CaseLine> SameAddress { get; init; } = [];

    /// <summary>The erasures that the case has opened; for the staff.</summary>
    public IReadOnlyList<OpenedErasure> Erasures { get; init; } = [];

    /// <summary>What the company holds of the person, where they have asked for a correction; for the staff.</summary>
    public IReadOnlyList<KnownRecord> Records { get; init; } = [];

    /// <summary>How it stands with the person's restriction, where the case is about that; for the staff.</summary>
    public CaseRestriction? Restriction { get; init; }

    /// <summary>The copy of a document that waits to be looked at; null for none.</summary>
    public SentDocument? Document { get; init; }

    /// <summary>What the data protection officer has advised about it, newest first; for the staff.</summary>
    public IReadOnlyList<GivenAdvice> Advice { get; init; } = [];

    /// <summary>Whether there is a single staff account, so that nobody could approve what another proposes; for the staff.</summary>
    public bool IsAlone { get; init; }

    /// <summary>A step's id, where the case has that step and another waits for it; else null.</summary>
    public string? ToNote(string? step) => Next.FirstOrDefault(one => one.IsWaitedFor && one.Id == step)?.Id;
}

/// <summary>Puts beside a case what its pages need of the law and the notice.</summary>
internal sealed class CaseView(
    CaseClocks clocks, NextSteps next, NoticeBook notices, Countries countries, Policy policy, CaseBook book, AddressHash hashes,
    ChildErasures children, ListRecords records, RestrictInCase restrictions, AdviceBook advice, CaseDocuments documents,
    StaffCount staff)
{
    public ShownCase Of(CaseFile file)
    {
        var party = PartyOf(file);
        var legal = clocks.Of(file.State.Kind, file.Residence, party, file.ReceivedAt);
        return new ShownCase(
            file, party, legal, next.Of(new(file.State, legal.Start, file.Residence, party, file.Taken)))
        {
            Contacts = notices.InForce() is { } notice ? FindContacts.For(notice, file.Residence ?? party.Country, countries) : [],
        };
    }

    /// <summary>The same for the staff.</summary>
    public async Task<ShownCase> ForStaffAsync(CaseFile file, CancellationToken cancel)
    {
        var shown = Of(file) with
        {
            Erasures = await children.OfAsync(file.Id, cancel),
            IsAlone = file.State.Proposal is not null && await staff.IsAloneAsync(cancel),
            Records = CorrectInCase.PersonOf(file) is { } person ? await records.OfAsync(person, file.Controller, cancel) : [],
            Document = await documents.FindAsync(file.Id, cancel),
            Restriction = await restrictions.OfAsync(file, cancel),
            Advice = await advice.AboutAsync(AdviseOnCase.Word, file.Id.ToString("D"), cancel),
        };
        if (file.Contact.Value.Address is not { } address)
            return shown;
        var others = await book.UnclaimedAsync(await hashes.OfAsync(address, cancel), cancel);
        var named = others.Where(other => other.Id != file.Id && other.State is { IsOpen: true, Kind: not CaseKind.OfficerMessage });
        return shown with { SameAddress = [.. named] };
    }

    /// <summary>The company that a case is about.</summary>
    public Party PartyOf(CaseLine line) => CaseChanges.PartyOf(policy, line.Controller, notices.Today);
}
