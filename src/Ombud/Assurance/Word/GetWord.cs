using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;
using Ombud.Layout.Parts;
using Ombud.Shared;

namespace Ombud.Assurance.Word;

/// <summary>A clause's standing for machines.</summary>
/// <param name="Status"><c>kept</c>, <c>not-kept</c>, <c>not-built</c> or <c>attested</c>.</param>
/// <param name="Controls">Ids of the controls that carry it.</param>
/// <param name="Figure">What they found, in English.</param>
/// <param name="MeasuredAt">When the oldest of them measured; null where none did.</param>
internal sealed record ClauseWord(string Id, string Status, IReadOnlyList<string> Controls, string Figure, DateTimeOffset? MeasuredAt);

/// <summary>A framework principle's standing for machines.</summary>
/// <param name="Status">The worst of its clauses': <c>kept</c>, <c>not-kept</c>, <c>not-built</c> or <c>attested</c>.</param>
/// <param name="Clauses">Ids of the clauses that carry it.</param>
internal sealed record PrincipleWord(string Id, string Status, IReadOnlyList<string> Clauses);

/// <summary>Every clause of the notice and whether it is kept, as JSON.</summary>
internal static class GetWord
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapLate(HttpMethods.Get, "/word.json", ByIdAsync).WithName("GetWord")
            .WithSummary("Whether each promise is kept, by clause id.").WithTags("Assurance");
        app.MapLate(HttpMethods.Get, "/api/v1/clauses", ListAsync).WithName("ListClauses")
            .WithSummary("Every clause: status, controls, figure, age.").WithTags("Assurance");
        app.MapLate(HttpMethods.Get, "/api/v1/principles", PrinciplesAsync).WithName("ListPrinciples")
            .WithSummary("Every principle of the framework: status and the clauses that carry it.").WithTags("Assurance");
    }

    internal static async Task<Ok<Dictionary<string, ClauseWord>>> ByIdAsync(PromiseBook promises, CancellationToken cancel) =>
        TypedResults.Ok((await promises.ReadAsync(cancel)).ToDictionary(clause => clause.Clause.Id, WordOf, StringComparer.Ordinal));

    internal static async Task<Ok<List<ClauseWord>>> ListAsync(PromiseBook promises, CancellationToken cancel) =>
        TypedResults.Ok((await promises.ReadAsync(cancel)).Select(WordOf).ToList());

    internal static async Task<Ok<List<PrincipleWord>>> PrinciplesAsync(PromiseBook promises, CancellationToken cancel) =>
        TypedResults.Ok((await promises.ReadByPrincipleAsync(cancel)).Select(principle => new PrincipleWord(
            principle.Principle.Id, CodeOf(principle.State), [.. principle.Clauses.Select(clause => clause.Clause.Id)])).ToList());

    private static ClauseWord WordOf(ClauseStanding clause) => new(
        clause.Clause.Id, CodeOf(clause.State),
        [.. clause.Statements.Select(statement => statement.Statement.Control).OfType<string>().Distinct(StringComparer.Ordinal)],
        clause.FigureIn(Language.English), clause.MeasuredAt);

    internal static string CodeOf(PromiseState state) => state switch
    {
        PromiseState.Kept => "kept",
        PromiseState.NotKept => "not-kept",
        PromiseState.NotYetBuilt => "not-built",
        PromiseState.Attested => "attested",
    };
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Dictionary<string, ClauseWord>))]
[JsonSerializable(typeof(List<ClauseWord>))]
[JsonSerializable(typeof(List<PrincipleWord>))]
internal sealed partial class AssuranceJson : JsonSerializerContext;
