using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout.Api;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Policies.Explaining;
using Ombud.Shared;
using Ombud.SignIn.ApiKeys;
using Ombud.Vault;

namespace Ombud.Decisions.Reading;

/// <summary>Read a person's data for a purpose: the values that are permitted, and why the rest is not.</summary>
internal static class ReadSubject
{
    internal static void Map(RouteGroupBuilder api) =>
        api.MapLate(HttpMethods.Post, "/subjects/{id:guid}/readings", HandleAsync)
            .AddEndpointFilter<UnreadableRecords>()
            .Needs(ApiScopes.Read)
            .WithName("ReadSubject")
            .WithSummary("Read a person's data for a purpose.")
            .WithDescription("Each category is decided by itself. What is permitted is answered with its values, the rest with reason and "
                + "clause. Each reading and each refusal is a fact on the trail.");

    internal static async Task<Results<Ok<SubjectReading>, ProblemAnswer>> HandleAsync(
        Guid id, Body<ReadingRequest> body, ApiCaller caller, JoinedPersons persons, Decider decider, Policy policy,
        CancellationToken cancel)
    {
        var asked = body.Value;
        if (caller.Refusal(asked.Controller, asked.Purpose, ApiScopes.Read) is { } refusal)
            return refusal;

        var question = new WordQuestion
        {
            Action = UseAction.Use, Purpose = asked.Purpose, Topic = asked.Topic, Categories = asked.Categories.ToArray(),
            Controller = asked.Controller, On = decider.Today,
        };
        var subject = await persons.MeantByAsync(new SubjectId(id), cancel);
        var read = await decider.ReadEachAsync(subject, question, caller.ReaderId(), cancel);
        return read is null ? DecisionProblems.SubjectUnknown.Answer() : TypedResults.Ok(AnswerOf(policy, read));
    }

    private static SubjectReading AnswerOf(Policy policy, ReadByCategory read) => new(
        [.. read.Records.Select(record => ValueOf(policy, record, read.Split.DecisionOf(record)))],
        [.. read.Withheld.Select(withheld => new WithheldCategory(
            withheld.Category, ReasonCodes.CodeOf(withheld.Decision.Reason), policy.Words.Word(withheld.Decision.Clause)))]);

    private static ReadValue ValueOf(Policy policy, VaultRecord record, Decision decision) => new()
    {
        RecordId = record.Id, Category = record.Category, Field = record.Field, Value = record.Value.Value, Source = record.Source,
        CollectionPoint = record.Point, CollectedAt = record.CollectedAt, KeepUntil = record.EndsAt, IsFile = record.Chunks > 0,
        Clause = policy.Words.Word(decision.Clause), LegalBasis = decision.Basis,
        Obligations = DecisionWords.ObligationsOf(decision.Obligations),
    };
}

/// <summary>What somebody wants to read, and for what.</summary>
internal sealed record ReadingRequest
{
    /// <summary>Id of the purpose.</summary>
    [MaxLength(100)]
    public required string Purpose { get; init; }

    /// <summary>Id of the topic, where the purpose is marketing.</summary>
    [MaxLength(100)]
    public string? Topic { get; init; }

    /// <summary>Id of the controller whose records are read.</summary>
    [MaxLength(100)]
    public required string Controller { get; init; }

    /// <summary>Ids of the data categories wanted.</summary>
    [MaxLength(127)]
    public required IReadOnlyList<string> Categories { get; init; }
}

/// <summary>What was read, and what was withheld.</summary>
/// <param name="Values">The values that the purpose permits.</param>
/// <param name="Withheld">Categories that were asked for and not given, each with its reason.</param>
internal sealed record SubjectReading(IReadOnlyList<ReadValue> Values, IReadOnlyList<WithheldCategory> Withheld);

/// <summary>A category that was not given.</summary>
/// <param name="Reason">Reason code of the decision.</param>
/// <param name="Clause">Id of the clause that decided; empty where none was reached.</param>
internal sealed record WithheldCategory(string Category, string Reason, string Clause);

/// <summary>One value of one field.</summary>
internal sealed record ReadValue
{
    public required Guid RecordId { get; init; }
    public required string Category { get; init; }
    public required string Field { get; init; }

    /// <summary>The value; of a file its name, type and length.</summary>
    public required string Value { get; init; }

    /// <summary>Channel by which it came.</summary>
    public required string Source { get; init; }

    public required string CollectionPoint { get; init; }
    public required DateTimeOffset CollectedAt { get; init; }

    /// <summary>When it ends; left out while the event its rule runs from has not happened.</summary>
    public DateTimeOffset? KeepUntil { get; init; }

    public bool IsFile { get; init; }

    /// <summary>Id of the clause that permits the reading.</summary>
    public required string Clause { get; init; }

    public required Policies.Model.LegalBasis LegalBasis { get; init; }

    /// <summary>What whoever uses it must also do.</summary>
    public required IReadOnlyList<string> Obligations { get; init; }
}
