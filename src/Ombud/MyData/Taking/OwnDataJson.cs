using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ombud.Layout;
using Ombud.MyData.Reading;
using Ombud.Policies.Model;

namespace Ombud.MyData.Taking;

/// <summary>One's own data as JSON, to take along (promise <c>rights.portability</c>).</summary>
internal static class OwnDataJson
{
    private const string Format = "ombud.my-data/1";

    /// <summary>The whole, in the words of the notice and the language of the reader.</summary>
    public static JsonObject Of(OwnData data, Language language)
    {
        var whole = Whole(data, language);
        if (data.LeftOut > 0)
            whole["leftOutAsChanged"] = data.LeftOut;
        return whole;
    }

    private static JsonObject Whole(OwnData data, Language language) => new()
    {
        ["format"] = Format,
        ["madeAt"] = data.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["noticeVersion"] = data.Notice.Version,
        ["language"] = language.Code,
        ["residence"] = data.Standing.Residence,
        ["records"] = Array(data.Records.Select(record => Of(record, language))),
        ["withheld"] = Array(data.Withheld.Select(one => new JsonObject
        {
            ["controller"] = one.Controller?.Id,
            ["records"] = one.Records,
            ["reason"] = JsonNamingPolicy.KebabCaseLower.ConvertName(one.Reason.ToString()),
        })),
        ["consents"] = Array(data.Standing.Consents.Select(pair => new JsonObject
        {
            ["key"] = pair.Key,
            ["answer"] = JsonNamingPolicy.CamelCase.ConvertName(pair.Value.Answer.ToString()),
            ["at"] = Moment(pair.Value.At),
            ["noticeVersion"] = pair.Value.NoticeVersion,
        })),
        ["objections"] = Array(data.Standing.Objections.Select(pair => new JsonObject
        {
            ["key"] = pair.Key,
            ["state"] = JsonNamingPolicy.CamelCase.ConvertName(pair.Value.ToString()),
        })),
        ["restricted"] = data.Standing.IsRestricted,
        ["disclosures"] = Array(data.Disclosures.Select(one => new JsonObject
        {
            ["at"] = Moment(one.At),
            ["recipient"] = one.Recipient,
            ["controller"] = one.Controller,
            ["purpose"] = one.Purpose,
            ["categories"] = Array(one.Categories.Select(word => JsonValue.Create(word))),
            ["fields"] = Array(one.Fields.Select(word => JsonValue.Create(word))),
            ["filledIn"] = Array(one.Under.Select(form => new JsonObject
            {
                ["point"] = form.Point,
                ["on"] = form.On.ToString("O", CultureInfo.InvariantCulture),
            })),
            ["fromCountry"] = one.From.Length == 0 ? null : one.From,
            ["country"] = one.To,
            ["safeguard"] = one.Safeguard,
        })),
        ["events"] = Array(data.Events.Select(one => new JsonObject
        {
            ["factId"] = one.FactId,
            ["at"] = Moment(one.At),
            ["kind"] = one.Kind,
            ["about"] = one.Word,
            ["inTrail"] = one.IsInTree,
        })),
    };

    private static JsonObject Of(OwnRecord record, Language language) => new()
    {
        ["id"] = record.Record.Id,
        ["category"] = record.Category.Id,
        ["categoryName"] = record.Category.Name.In(language.Code),
        ["field"] = record.Record.Field,
        ["fieldName"] = record.Field?.Label.In(language.Code) ?? record.Record.Field,
        ["value"] = record.IsFile ? PageWords.FileNameOf(record.Record.Value.Value) : record.Record.Value.Value,
        ["isFile"] = record.IsFile,
        ["source"] = new JsonObject
        {
            ["kind"] = record.Record.Source,
            ["point"] = record.Record.Point,
            ["collectedAt"] = Moment(record.Record.CollectedAt),
            ["fromPublicSource"] = record.IsFromPublicSource,
            ["givenByAnother"] = record.IsFromAnother,
            ["noticeVersion"] = record.Record.NoticeVersion,
        },
        ["isPublic"] = record.IsPublic,
        ["controller"] = record.Record.Controller,
        ["controllerName"] = record.Controller?.LegalName,
        ["purposes"] = Array(record.Purposes.Select(purpose => new JsonObject
        {
            ["id"] = purpose.Purpose.Id,
            ["name"] = purpose.Purpose.Name.In(language.Code),
            ["legalBases"] = Array(purpose.Bases.Select(basis => Of(basis, language))),
        })),
        ["keptUntil"] = record.KeptUntil?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["retentionRule"] = record.Record.RetentionRule,
        ["keptBecause"] = record.Rule?.Reason.In(language.Code),
        ["onHold"] = record.Record.IsHeld,
    };

    private static JsonObject Of(PurposeBasis basis, Language language) => new()
    {
        ["basis"] = JsonNamingPolicy.KebabCaseLower.ConvertName(basis.Basis.ToString()),
        ["says"] = PageWords.BasisOf(basis, language),
    };

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static JsonArray Array(IEnumerable<JsonNode?> nodes) => [.. nodes];
}
