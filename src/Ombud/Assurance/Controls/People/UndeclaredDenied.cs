using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Decisions;
using Ombud.Disclosures;
using Ombud.Log;
using Ombud.Notices;
using Ombud.Policies.Deciding;

namespace Ombud.Assurance.Controls.People;

/// <summary>
/// A use and disclosures for a purpose that nobody declared are refused, each the way it really goes, and each refusal is a fact
/// on the trail.
/// </summary>
internal sealed class UndeclaredDenied(
    CanaryPerson canary, Decider decider, Discloser discloser, FactHistory history, NoticeBook notices) : IControl
{
    private const string Undeclared = "a-purpose-nobody-declared";
    private const int RecipientsMax = 3;
    private static readonly HashSet<string> AllFields = new(StringComparer.Ordinal);

    public string Id => "undeclared-denied";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public Task<Measurement> MeasureAsync(CancellationToken cancel) => canary.MeetAsync(person => TryAsync(person, cancel), cancel);

    private async Task<Measurement> TryAsync(MetPerson person, CancellationToken cancel)
    {
        var version = notices.InForce()!;
        var use = Probe.Ask(UseAction.Use, version.Purposes[0], version.Parties[0].Id, notices.Today) with { Purpose = Undeclared };
        var recipients = version.Parties.Skip(1).Select(party => party.Id).Concat(version.Recipients.Select(recipient => recipient.Id));
        WordQuestion[] questions =
        [
            use, .. recipients.Take(RecipientsMax).Select(recipient => use with { Action = UseAction.Disclose, Recipient = recipient }),
        ];
        var amiss = new List<string>();
        foreach (var question in questions)
        {
            var before = await RefusalsAsync(person, question.Action, cancel);
            var reason = question.Action is UseAction.Use ? await UseAsync(person, question, cancel)
                : await DiscloseAsync(person, question, cancel);
            if (reason is not DenialReason.PurposeNotDeclared)
                amiss.Add($"{question.Action} {question.Recipient}: {reason}");
            else if (await RefusalsAsync(person, question.Action, cancel) != before + 1)
                amiss.Add($"{question.Action} {question.Recipient}: not on the trail");
        }
        return Measurement.Of(amiss,
            $"{questions.Length} frågor om att använda och lämna ut nekade; varje nekande står i liggaren",
            $"{questions.Length} questions to use and to disclose denied; each refusal is on the trail");
    }

    private async Task<DenialReason> UseAsync(MetPerson person, WordQuestion question, CancellationToken cancel)
    {
        var (permit, decision) = await decider.AuthoriseAsync(person.Id, question, CanaryPlanter.By, cancel);
        return permit is null ? decision.Reason : DenialReason.None;
    }

    private async Task<DenialReason> DiscloseAsync(MetPerson person, WordQuestion question, CancellationToken cancel)
    {
        var order = new DisclosureOrder(person.Id, question, AllFields, CanaryPlanter.By);
        return await discloser.DiscloseAsync(order, cancel) is Disclosed.Denied denied
            ? denied.Withheld[0].Decision.Reason : DenialReason.None;
    }

    private async Task<int> RefusalsAsync(MetPerson person, UseAction action, CancellationToken cancel) =>
        await history.ReadAsync(person.Id, cancel).CountAsync(fact => fact.Fact is UseRefused { Purpose: Undeclared } refused
            && refused.Action == action, cancel);
}
