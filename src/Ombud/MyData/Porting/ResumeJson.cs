using System.Globalization;
using System.Net.Mail;
using System.Text.Json.Nodes;
using Ombud.MyData.Reading;
using Ombud.Policies.Model;

namespace Ombud.MyData.Porting;

/// <summary>
/// A CV in the format of JSON Resume 1, of what may be taken along. Where a field stands is said in the pack; texts stay as their
/// person wrote them, and what nobody gave is not there.
/// </summary>
internal static class ResumeJson
{
    private const string Schema = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";
    private const string Basics = "basics";

    public static JsonObject Of(PortableData data)
    {
        var resume = new JsonObject { ["$schema"] = Schema };
        var newest = DateTimeOffset.MinValue;
        foreach (var place in ResumePlaces.All)
        {
            var records = data.Records.Select(record => record.Own)
                .Where(record => !record.IsFile && PlaceOf(record, data.All.Notice) == place && Fits(place, record.Record.Value.Value))
                .OrderByDescending(record => record.Record.CollectedAt).ThenByDescending(record => record.Record.Id).ToList();
            if (records.Count == 0)
                continue;
            Put(resume, place.Split('.'), records.Select(record => ValueAt(place, record.Record.Value.Value)));
            newest = records[0].Record.CollectedAt > newest ? records[0].Record.CollectedAt : newest;
        }
        if (newest > DateTimeOffset.MinValue)
        {
            resume["meta"] = new JsonObject
            {
                ["lastModified"] = newest.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            };
        }
        return resume;
    }

    // By the notice in force, which may know a place for what was given under an older one.
    private static string? PlaceOf(OwnRecord record, NoticeVersion notice) =>
        notice.CollectionPoints.FirstOrDefault(point => point.Id == record.Record.Point)?
            .Fields.FirstOrDefault(field => field.Id == record.Record.Field)?.Resume ?? record.Field?.Resume;

    // What the format would refuse is left to the other files, which have it as it is.
    private static bool Fits(string place, string value) => place switch
    {
        ResumePlaces.Email => MailAddress.TryCreate(value, out var address) && address.Address == value,
        ResumePlaces.Url => Uri.TryCreate(value, UriKind.Absolute, out _),
        _ => true,
    };

    // A country may be known by its part, such as US-CA.
    private static string ValueAt(string place, string value) => place is ResumePlaces.Country ? value.Split('-')[0] : value;

    private static void Put(JsonObject resume, string[] place, IEnumerable<string> values)
    {
        if (place is [Basics, .., var last])
        {
            var inner = place[..^1].Aggregate(resume, (outer, key) => Under(outer, key));
            inner[last] = values.First();
            return;
        }
        if (resume[place[0]] is not JsonArray entries)
            resume[place[0]] = entries = [];
        foreach (var value in values)
            entries.Add((JsonNode)new JsonObject { [place[^1]] = value });
    }

    private static JsonObject Under(JsonObject outer, string key)
    {
        if (outer[key] is JsonObject known)
            return known;
        var made = new JsonObject();
        outer[key] = made;
        return made;
    }
}
