using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;
using Ombud.Notices.Comparing;
using Ombud.Policies.Explaining;
using Ombud.Policies.Model;
using Ombud.Shared;

namespace Ombud.Notices.Reading;

/// <summary>The notice in force, for programs: sites show its date and announce what is to come.</summary>
internal static class GetNotice
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapLate(HttpMethods.Get, "/api/v1/notice", Handle)
            .WithName("GetNotice")
            .WithTags("Notices")
            .WithSummary("The notice in force: version, date, languages, digest, and changes to come.");

    internal static Results<Ok<NoticeInForce>, NotFound> Handle(NoticeBook book)
    {
        if (book.InForce() is not { } version)
            return TypedResults.NotFound();

        return TypedResults.Ok(new NoticeInForce(
            version.Version,
            version.EffectiveFrom,
            version.Digest,
            book.Pack.Languages,
            Links(book.Pack, ReadNotice.Path),
            [.. book.ToCome().Select(next => Coming(book.Pack, version, next))]));
    }

    private static NoticeToCome Coming(Pack pack, NoticeVersion now, NoticeVersion next) => new(
        next.Version,
        next.EffectiveFrom,
        PackDifference.Between(now, next).IsMaterial,
        pack.Languages.ToDictionary(language => language, language => next.Summary.In(language), StringComparer.Ordinal),
        Links(pack, CompareVersions.PathOf(now.Version, next.Version)));

    private static Dictionary<string, string> Links(Pack pack, string page) =>
        Language.All
            .Where(language => pack.Languages.Contains(language.Code, StringComparer.Ordinal))
            .ToDictionary(language => language.Code, language => language.Path(page), StringComparer.Ordinal);
}

/// <summary>The version in force.</summary>
/// <param name="Version">Its name.</param>
/// <param name="EffectiveFrom">The first day on which it applies.</param>
/// <param name="Digest">SHA-256 over its files.</param>
/// <param name="Languages">Languages it can be read in, the notice's own first.</param>
/// <param name="Pages">Where it can be read, by language.</param>
/// <param name="ChangesToCome">Versions published and not yet in force, the next first.</param>
internal sealed record NoticeInForce(
    string Version,
    DateOnly EffectiveFrom,
    string Digest,
    IReadOnlyList<string> Languages,
    IReadOnlyDictionary<string, string> Pages,
    IReadOnlyList<NoticeToCome> ChangesToCome);

/// <summary>A version that is published and not yet in force.</summary>
/// <param name="Version">Its name.</param>
/// <param name="EffectiveFrom">The first day on which it will apply.</param>
/// <param name="IsMaterial">Whether it changes what is done with data so that people must hear of it first.</param>
/// <param name="Summary">What it changes, by language.</param>
/// <param name="Pages">Where the differences can be read, by language.</param>
internal sealed record NoticeToCome(
    string Version,
    DateOnly EffectiveFrom,
    bool IsMaterial,
    IReadOnlyDictionary<string, string> Summary,
    IReadOnlyDictionary<string, string> Pages);

/// <summary>The types of this capability that cross HTTP.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(NoticeInForce))]
internal sealed partial class NoticesJson : JsonSerializerContext;
