using Ombud.Cases.Filing;
using Ombud.Cases.Letters;
using Ombud.Notices;
using Ombud.Policies.Clocks;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.SignIn.Codes;

namespace Ombud.Cases;

/// <summary>A case as its pages show it: with its clocks and the steps after it.</summary>
/// <param name="Clocks">All clocks of the law that run for it, the strictest first.</param>
/// <param name="Next">Where to turn who is not content.</param>
public sealed record ShownCase(CaseFile File, Party Party, LegalClocks Clocks, IReadOnlyList<NextStep> Next)
{
    /// <summary>Other open cases that came with the same address and that nobody has confirmed; for the staff.</summary>
    public IReadOnlyList<CaseLine> SameAddress { get; init; } = [];
}

/// <summary>Puts beside a case what its pages need of the law and the notice.</summary>
internal sealed class CaseView(
    CaseClocks clocks, NextSteps next, NoticeBook notices, Policy policy, CaseBook book, AddressHash hashes)
{
    public ShownCase Of(CaseFile file)
    {
        var party = PartyOf(file);
        return new ShownCase(
            file, party, clocks.Of(file.State.Kind, file.Residence, party, file.ReceivedAt), next.Of(file.Residence, party));
    }

    /// <summary>The same for the staff.</summary>
    public async Task<ShownCase> ForStaffAsync(CaseFile file, CancellationToken cancel)
    {
        if (file.Contact.Value.Address is not { } address)
            return Of(file);
        var others = await book.UnclaimedAsync(await hashes.OfAsync(address, cancel), cancel);
        return Of(file) with { SameAddress = [.. others.Where(other => other.Id != file.Id && other.State.IsOpen)] };
    }

    /// <summary>The company that a case is about.</summary>
    public Party PartyOf(CaseLine line) => CaseChanges.PartyOf(policy, line.Controller, notices.Today);
}
