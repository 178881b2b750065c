using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout.Api;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Disclosures;

/// <summary>Who was given what of a person, and when.</summary>
internal static class ListDisclosures
{
    internal static void Map(RouteGroupBuilder api) =>
        api.MapLate(HttpMethods.Get, "/subjects/{id:guid}/disclosures", HandleAsync)
            .WithName("ListDisclosures")
            .WithSummary("Who was given what of a person, oldest first; of the controllers and purposes that the key reaches.");

    internal static async Task<Results<Ok<DisclosureEntry[]>, ProblemAnswer>> HandleAsync(
        Guid id, ApiCaller caller, JoinedPersons persons, DisclosureRegister register, CancellationToken cancel)
    {
        if (!caller.Allows(ApiScopes.Read))
            return ApiProblems.ScopeAction.Answer();

        var rows = await register.ListAsync(await persons.MeantByAsync(new SubjectId(id), cancel), cancel);
        return TypedResults.Ok(rows
            .Where(row => caller.Controllers.Allows(row.Controller) && caller.Purposes.Allows(row.Purpose))
            .Select(DisclosureEntry.Of).ToArray());
    }
}

/// <summary>A disclosure as the register keeps it, without any value.</summary>
internal sealed record DisclosureEntry
{
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Id of the recipient.</summary>
    public required string Recipient { get; init; }

    public required string Controller { get; init; }
    public required string Purpose { get; init; }
    public required IReadOnlyList<string> Categories { get; init; }
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>Country in which the data was held.</summary>
    public required string From { get; init; }

    /// <summary>Country to which it went.</summary>
    public required string Country { get; init; }

    /// <summary>Id of what carried the transfer, where a guarded border was crossed.</summary>
    public string? Safeguard { get; init; }

    /// <summary>First day of the vendor's agreement.</summary>
    public DateOnly? AgreementFrom { get; init; }

    /// <summary>Its last day; left out while it runs.</summary>
    public DateOnly? AgreementUntil { get; init; }

    /// <summary>Id of the clause that permitted it.</summary>
    public required string Clause { get; init; }

    public required Policies.Model.LegalBasis LegalBasis { get; init; }
    public required string NoticeVersion { get; init; }

    public static DisclosureEntry Of(DisclosureRow row) => new()
    {
        Id = row.DisclosureId, At = row.At, Recipient = row.Recipient, Controller = row.Controller, Purpose = row.Purpose,
        Categories = DisclosureRegister.Words(row.Categories), Fields = DisclosureRegister.Words(row.Fields), From = row.FromCountry,
        Country = row.ToCountry, Safeguard = row.Safeguard, AgreementFrom = row.AgreementFrom, AgreementUntil = row.AgreementUntil,
        Clause = row.Clause, LegalBasis = Enum.Parse<Policies.Model.LegalBasis>(row.LegalBasis), NoticeVersion = row.NoticeVersion,
    };
}
