using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Decisions;
using Ombud.Decisions.Reading;
using Ombud.Layout.Api;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Policies.Explaining;
using Ombud.Shared;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Disclosures;

/// <summary>Give data to a recipient: a client, a vendor, a company of the group (promises <c>third-parties.*</c>).</summary>
internal static class MakeDisclosure
{
    internal static void Map(RouteGroupBuilder api) =>
        api.MapLate(HttpMethods.Post, "/disclosures", HandleAsync)
            .AddEndpointFilter<UnreadableRecords>()
            .Needs(ApiScopes.Disclose)
            .WithName("MakeDisclosure")
            .WithSummary("Give a person's data to a recipient.")
            .WithDescription("Each category is decided by itself; what is permitted is answered with its values once the disclosure is on "
                + "the trail. Where nothing is permitted the answer is 422 with the reason of the first category. Sent again with its "
                + "key, the first disclosure is the answer, with the values that may still be given.");

    internal static async Task<Results<Created<DisclosureReceipt>, ProblemAnswer>> HandleAsync(
        Body<DisclosureRequest> body, OnceKey once, ApiCaller caller, Discloser discloser, DeclaredFields fields,
        [AsParameters] Knowledge known, CancellationToken cancel)
    {
        var asked = body.Value;
        if (caller.Refusal(asked.Controller, asked.Purpose, ApiScopes.Disclose) is { } refusal)
            return refusal;
        if (fields.CategoriesOf(asked, out var categories) is { } fault)
            return ApiProblems.BodyInvalid.Answer(fault);

        var question = new WordQuestion
        {
            Action = UseAction.Disclose, Purpose = asked.Purpose, Topic = asked.Topic, Categories = categories,
            Controller = asked.Controller, Recipient = asked.Recipient, From = asked.From, To = asked.Country,
            On = Day.Of(known.Time.GetUtcNow()),
        };
        var order = new DisclosureOrder(
            await known.Persons.MeantByAsync(new SubjectId(asked.Subject), cancel), question,
            (asked.Fields ?? []).ToHashSet(StringComparer.Ordinal), caller.ReaderId())
        {
            Mark = await once.MarkAsync(body.Bytes, cancel),
        };
        return await discloser.DiscloseAsync(order, cancel) switch
        {
            Disclosed.Made made => TypedResults.Created(
                $"{ApiModule.Prefix}/subjects/{asked.Subject}/disclosures", DisclosureReceipt.Of(known.Policy, made)),
            Disclosed.Denied denied => DisclosureProblems.Of(known.Policy, denied.Withheld),
            Disclosed.Nothing => DisclosureProblems.NothingToDisclose.Answer(),
            Disclosed.NobodyKnown => DecisionProblems.SubjectUnknown.Answer(),
            Disclosed.KeyReused => ApiProblems.KeyReused.Answer(),
            _ => throw new InvalidOperationException("An outcome without an answer."),
        };
    }

    /// <summary>What the handler needs of others.</summary>
    internal readonly record struct Knowledge(Policy Policy, JoinedPersons Persons, TimeProvider Time);
}

/// <summary>What is to be given, to whom and for what.</summary>
internal sealed record DisclosureRequest
{
    /// <summary>The person.</summary>
    public required Guid Subject { get; init; }

    /// <summary>Id of the controller whose records they are.</summary>
    [MaxLength(100)]
    public required string Controller { get; init; }

    /// <summary>Id of the recipient.</summary>
    [MaxLength(100)]
    public required string Recipient { get; init; }

    /// <summary>Id of the purpose.</summary>
    [MaxLength(100)]
    public required string Purpose { get; init; }

    /// <summary>Id of the topic, where the purpose is marketing.</summary>
    [MaxLength(100)]
    public string? Topic { get; init; }

    /// <summary>Ids of the fields wanted; either these or categories.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>Ids of the data categories wanted; either these or fields.</summary>
    [MaxLength(127)]
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>Country in which the data is held; the controller's where it is left out.</summary>
    [MaxLength(10)]
    public string? From { get; init; }

    /// <summary>Country to which it goes; the recipient's where it is left out.</summary>
    [MaxLength(10)]
    public string? Country { get; init; }
}

/// <summary>A disclosure that was made, and what is handed over.</summary>
/// <param name="Disclosure">What the register keeps of it.</param>
/// <param name="Values">What is handed over.</param>
/// <param name="Withheld">What was asked for and is not, each with its reason.</param>
internal sealed record DisclosureReceipt(
    DisclosureEntry Disclosure, IReadOnlyList<DisclosedValue> Values, IReadOnlyList<WithheldCategory> Withheld)
{
    public static DisclosureReceipt Of(Policy policy, Disclosed.Made made) => new(
        DisclosureEntry.Of(made.Row),
        [.. made.Records.Select(record => new DisclosedValue(record.Id, record.Category, record.Field, record.Value.Value))],
        [.. made.Withheld.Select(withheld => new WithheldCategory(
            withheld.Category, ReasonCodes.CodeOf(withheld.Decision.Reason), policy.Words.Word(withheld.Decision.Clause)))]);
}

/// <summary>One value that is handed over.</summary>
internal sealed record DisclosedValue(Guid RecordId, string Category, string Field, string Value);
