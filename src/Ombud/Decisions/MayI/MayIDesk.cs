using Ombud.Decisions.Asking;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Policies.Explaining;
using Ombud.Policies.Model;
using Ombud.Subjects;

namespace Ombud.Decisions.MayI;

/// <summary>The answers for a person, a purpose each.</summary>
/// <param name="Purposes">Each purpose of the notice in force and its decision.</param>
/// <param name="Explained">The purpose that was to be explained, if any.</param>
public sealed record MayIAnswers(IReadOnlyList<MayIAnswer> Purposes, MayIAnswer? Explained);

/// <summary>One purpose and its decision, with all that determined it.</summary>
public sealed record MayIAnswer(Purpose Purpose, Explanation Explanation);

/// <summary>The person who was asked about; no subject for a stranger.</summary>
internal sealed record AskedPerson(SubjectId? Subject, StandingState Standing);

/// <summary>Answers “may I?” for every purpose at once, and writes each answer to the decision log.</summary>
internal sealed class MayIDesk(
    Policy policy, JoinedPersons persons, Standings standings, Identifiers identifiers, DecisionLog log, TimeProvider time)
{
    /// <summary>The person of an id or e-mail address; null where there is none, or more than one.</summary>
    public async Task<AskedPerson?> FindAsync(string person, CancellationToken cancel)
    {
        if (person.Length == 0)
            return new AskedPerson(null, StandingState.Empty);
        var subject = Guid.TryParse(person, out var id)
            ? await persons.MeantByAsync(new SubjectId(id), cancel)
            : await ByAddressAsync(person, cancel);
        return subject is { } known && await standings.FindAsync(known, cancel) is { } standing
            ? new AskedPerson(known, standing)
            : null;
    }

    /// <summary>Answers for every purpose of the notice in force, by name.</summary>
    public async Task<MayIAnswers> AnswerAsync(AskedPerson person, MayIForm form, string asker, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var today = Day.Of(now);
        var version = policy.VersionInForce(today.Date);
        var answers = new List<MayIAnswer>();
        var rows = new List<DecisionRow>();
        foreach (var purpose in version?.Purposes ?? [])
        {
            var standing = person.Subject is null ? StrangerOf(purpose) : person.Standing;
            var question = QuestionOf(form, purpose, today);
            var explanation = policy.Explain(policy.Resolve(in question), standing);
            answers.Add(new MayIAnswer(purpose, explanation));
            var decision = explanation.Decision;
            rows.Add(DecisionRow.Of(policy, in question, in decision, person.Subject?.Value, asker, now));
        }
        await log.WriteAsync(rows, cancel);
        return new MayIAnswers(answers, answers.FirstOrDefault(answer => answer.Purpose.Id == form.Purpose));
    }

    // Somebody who is not known is met as whom the purpose is for; where they live is not known, and counts as the EU.
    private static StandingState StrangerOf(Purpose purpose) =>
        StandingState.Empty with { Kinds = StandingState.Empty.Kinds.Union(purpose.Subjects) };

    private static WordQuestion QuestionOf(MayIForm form, Purpose purpose, Day today) => new()
    {
        Action = form.Point.Length > 0 ? UseAction.Collect : form.Recipient.Length > 0 ? UseAction.Disclose : UseAction.Use,
        Purpose = purpose.Id, Point = form.Point.Length == 0 ? null : form.Point,
        Categories = form.Categories.ToArray(), Controller = form.Controller,
        Recipient = form.Recipient.Length == 0 ? null : form.Recipient, On = today,
    };

    private async Task<SubjectId?> ByAddressAsync(string address, CancellationToken cancel)
    {
        if (await identifiers.FindProvedAsync(IdentifierKind.Email, address, cancel) is { } proved)
            return proved;
        return await identifiers.FindUnprovedAsync(IdentifierKind.Email, address, cancel) is [var only] ? only : null;
    }
}
