using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout.Api;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Consents.Answering;

/// <summary>Read what a person has answered, as far as the caller's controllers and purposes reach.</summary>
internal static class ListConsents
{
    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapLate(HttpMethods.Get, "/subjects/{id:guid}/consents", HandleAsync)
            .WithName("ListConsents")
            .WithSummary("What a person has given, refused and withdrawn, newest last.");

    internal static async Task<Results<Ok<ConsentList>, ProblemAnswer>> HandleAsync(
        Guid id, ApiCaller caller, JoinedPersons persons, Standings standings, KnownSubjects subjects, FactHistory history,
        ConsentRules rules, CancellationToken cancel)
    {
        if (!caller.Allows(AnswerConsent.Action))
            return ApiProblems.ScopeAction.Answer();
        var subject = new SubjectId(id);
        var person = await persons.MeantByAsync(subject, cancel);
        var standing = await standings.FindAsync(person, cancel);
        if (standing is { IsErased: true })
            return ConsentProblems.SubjectErased.Answer();
        if (standing is null && !await subjects.ContainAsync(subject, cancel))
            return ConsentProblems.SubjectUnknown.Answer();

        var answers = new List<(Guid FactId, DateTimeOffset At, ConsentAnswered Fact)>();
        // What was answered before a join stays where it was answered.
        foreach (var one in (IEnumerable<SubjectId>)(person == subject ? [subject] : [subject, person]))
        {
            await foreach (var fact in history.ReadAsync(one, cancel))
                Add(fact);
        }
        var latest = answers.GroupBy(answer => answer.Fact.Key, StringComparer.Ordinal)
            .Select(group => group.Last().FactId).ToHashSet();
        return TypedResults.Ok(
            new ConsentList(id, [.. answers.Select(answer => new ConsentEntry(
                answer.FactId, answer.Fact.Key, answer.Fact.Answer, answer.At, answer.Fact.Controller, answer.Fact.Explicit,
                answer.Fact.Shown, latest.Contains(answer.FactId)))]));

        void Add(WrittenFact fact)
        {
            if (fact.Fact is ConsentAnswered answer && caller.Controllers.Allows(answer.Controller)
                && caller.Purposes.Allows(rules.PurposeOf(answer.Key)))
                answers.Add((fact.Id, fact.At, answer));
        }
    }
}
