using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ombud.Layout;
using Ombud.MyData.Reading;
using Ombud.Policies.Explaining;

namespace Ombud.MyData.Porting;

/// <summary>What a person may take along, as JSON; its keys are told in <c>docs/portability.md</c>.</summary>
internal static class PortableJson
{
    internal const string Format = "ombud.portable/1";

    /// <summary>The whole, in the words of the notice and the language of the reader.</summary>
    /// <param name="contents">What stands in the files, by the ids of their records, for whoever cannot fetch them with a sign-in.</param>
    public static JsonObject Of(PortableData data, Language language, IReadOnlyDictionary<Guid, byte[]>? contents = null) => new()
    {
        ["format"] = Format,
        ["madeAt"] = Moment(data.All.At),
        ["noticeVersion"] = data.All.Notice.Version,
        ["language"] = language.Code,
        ["records"] = Array(data.Records.Select(record => Of(record, language, contents))),
        ["notPortable"] = Array(data.Staying.Select(record => Of(record, language))),
        ["withheld"] = Array(data.All.Withheld.Select(one => Of(one, language))),
    };

    private static JsonObject Of(PortableRecord record, Language language, IReadOnlyDictionary<Guid, byte[]>? contents)
    {
        var json = Begin(record.Own, language);
        json["value"] = record.Own.IsFile ? PageWords.FileNameOf(record.Own.Record.Value.Value) : record.Own.Record.Value.Value;
        if (record.Chosen is { } chosen)
            json["valueName"] = chosen.In(language.Code);
        if (record.Own.IsFile && contents is null)
            json["file"] = language.Path($"/my-data/files/{record.Own.Record.Id}");
        else if (contents?.GetValueOrDefault(record.Own.Record.Id) is { } content)
            json["content"] = Convert.ToBase64String(content);
        json["bases"] = Array(record.Bases.Select(basis => new JsonObject
        {
            ["purpose"] = basis.Purpose.Id,
            ["purposeName"] = basis.Purpose.Name.In(language.Code),
            ["basis"] = JsonNamingPolicy.KebabCaseLower.ConvertName(basis.Basis.Basis.ToString()),
            ["says"] = PageWords.BasisOf(basis.Basis, language),
            ["consent"] = basis.Consent is { } answer ? JsonNamingPolicy.CamelCase.ConvertName(answer.ToString()) : null,
        }));
        json["source"] = record.Own.Record.Source;
        json["collectedAt"] = Moment(record.Own.Record.CollectedAt);
        json["noticeVersion"] = record.Own.Record.NoticeVersion;
        return json;
    }

    private static JsonObject Of(StayingRecord record, Language language)
    {
        var json = Begin(record.Own, language);
        json["reason"] = JsonNamingPolicy.KebabCaseLower.ConvertName(record.Reason.ToString());
        json["says"] = PortingTexts.Says(record.Reason).In(language);
        return json;
    }

    private static JsonObject Of(Withheld withheld, Language language) => new()
    {
        ["controller"] = withheld.Controller?.Id,
        ["controllerName"] = withheld.Controller?.LegalName,
        ["records"] = withheld.Records,
        ["reason"] = JsonNamingPolicy.KebabCaseLower.ConvertName(withheld.Reason.ToString()),
        ["says"] = ReasonTexts.Says(withheld.Reason).In(language.Code),
    };

    private static JsonObject Begin(OwnRecord record, Language language) => new()
    {
        ["id"] = record.Record.Id,
        ["category"] = record.Category.Id,
        ["categoryName"] = record.Category.Name.In(language.Code),
        ["field"] = record.Record.Field,
        ["fieldName"] = record.Field?.Label.In(language.Code) ?? record.Record.Field,
        ["controller"] = record.Record.Controller,
        ["controllerName"] = record.Controller?.LegalName,
        ["point"] = record.Record.Point,
    };

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static JsonArray Array(IEnumerable<JsonNode?> nodes) => [.. nodes];
}
