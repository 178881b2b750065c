using System.Text.Json.Nodes;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.MyData.Porting;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Own;

/// <summary>
/// Somebody made up gives data under a consent or contract and takes it along: every value is in the JSON and the CSV, and what
/// belongs in a CV is in the JSON Resume. What they gave on another basis, and what another gave of somebody, is in none of them.
/// </summary>
internal sealed class PortableFormats(
    CanaryPlanter canaries, CanaryOthers others, OwnReport report, Regimes regimes, NoticeBook notices) : IControl
{
    public string Id => "portable-formats";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var byContract = canaries.Points.Where(point => BasesOf(point).Contains(LegalBasis.Contract))
            .MaxBy(point => point.Fields.Count(field => field.Resume is not null));
        var byConsent = canaries.Points.FirstOrDefault(point => BasesOf(point) is { Count: > 0 } bases
            && bases.All(basis => basis is LegalBasis.Consent));
        if (byContract is null)
            return Measurement.Bad("inget ställe samlar in för ett avtal", "no point collects for a contract");

        var (amiss, values, places) = await canaries.MeetAsync(
            byContract, async canary => await WithOutsideAsync(canary, cancel), cancel, tick: true);
        if (byConsent is not null)
        {
            var more = await canaries.MeetAsync(
                byConsent, async canary => Look(canary, await FetchAsync(canary.Subject, cancel)), cancel, tick: true);
            amiss.AddRange(more.Amiss);
            values += more.Values;
        }
        amiss.AddRange(await others.EachAsync(named => LookAtNamedAsync(named, cancel), cancel));
        return Measurement.Of(amiss,
            $"{values} uppgifter i JSON och CSV, {places} i meritförteckningen; ingen av dem som har en annan grund eller lämnats av andra",
            $"{values} items in JSON and CSV, {places} in the CV; none of those on another basis or given by others");
    }

    // What the same person gives on another basis is planted beside it.
    private async Task<(List<string> Amiss, int Values, int Places)> WithOutsideAsync(Canary canary, CancellationToken cancel)
    {
        Canary? outside = null;
        if (canaries.Points.FirstOrDefault(IsOutside) is { } elsewhere)
            outside = await canaries.PlantAsync(elsewhere, cancel, like: canary.Subject);
        var files = await FetchAsync(canary.Subject, cancel);
        var (amiss, values, places) = Look(canary, files);
        if (places == 0)
            amiss.Add($"{canary.Point.Id}: no CV");
        if (outside is not null && (outside.Values.Any(files.Holds) || !files.Stays(outside.Point.Id, "other-basis")))
            amiss.Add($"{outside.Point.Id} taken along");
        return (amiss, values, places);
    }

    private static (List<string> Amiss, int Values, int Places) Look(Canary canary, Files files)
    {
        var amiss = new List<string>();
        var given = canary.Point.Fields.Where(field => field.Category is not null && canary.Fields.ContainsKey(field.Id)).ToList();
        foreach (var field in given)
        {
            var value = canary.Fields[field.Id];
            if (!files.Json.Contains((canary.Point.Id, field.Id, value)))
                amiss.Add($"json {field.Id}");
            if (!files.Csv.Contains((field.Id, value)))
                amiss.Add($"csv {field.Id}");
        }
        var cv = given.Where(field => field.Resume is not null).ToList();
        amiss.AddRange(cv.Where(field => !files.Resume.Contains(InCv(field, canary.Fields[field.Id]))).Select(field => $"cv {field.Id}"));
        if (given.Count == 0)
            amiss.Add($"{canary.Point.Id}: nothing given");
        return (amiss, given.Count, cv.Count);
    }

    private async Task<IEnumerable<string>> LookAtNamedAsync(NamedCanary named, CancellationToken cancel)
    {
        var files = await FetchAsync(named.Other, cancel);
        return files.Holds(named.Address) || !files.Stays(named.Point.Id, "given-by-another") ? [$"{named.Point.Id} taken along"] : [];
    }

    private async Task<Files> FetchAsync(SubjectId person, CancellationToken cancel) => new(
        await report.FetchAsync(person, DownloadPortable.Json, cancel),
        await report.FetchAsync(person, DownloadPortable.Csv, cancel),
        await report.FetchAsync(person, DownloadPortable.Resume, cancel));

    private static string InCv(CollectionField field, string value) => field.Type is FieldType.Country ? value.Split('-')[0] : value;

    // Under no law that the pack knows, nor by a choice beside it, so that nothing of it may be taken along.
    private bool IsOutside(CollectionPoint point) => point.Choices.Count == 0
        && PurposesOf(point, notices.InForce()!).SelectMany(purpose => purpose.Bases)
            .Where(basis => basis.Subjects.Count == 0 || basis.Subjects.Contains(point.Subject, StringComparer.Ordinal))
            .All(basis => basis.Basis is not (LegalBasis.Consent or LegalBasis.Contract));

    // Under the law of where the canary lives, which is where the company is.
    private List<LegalBasis> BasesOf(CollectionPoint point)
    {
        var version = notices.InForce()!;
        var controller = version.Parties.First(party => party.Id == point.Controller);
        return
        [
            .. PurposesOf(point, version)
                .SelectMany(purpose => Regimes.Bases(purpose, regimes.For(controller.Country, controller), [point.Subject]))
                .Select(basis => basis.Basis),
        ];
    }

    private static IEnumerable<Purpose> PurposesOf(CollectionPoint point, NoticeVersion version) =>
        version.Purposes.Where(purpose => point.Purposes.Contains(purpose.Id, StringComparer.Ordinal));

    /// <summary>The three files, as they came and read back.</summary>
    private sealed class Files(string json, string csv, string resume)
    {
        private readonly string[] _texts = [json, csv, resume];
        private readonly JsonArray _staying = JsonNode.Parse(json)!["notPortable"]!.AsArray();

        public HashSet<(string Point, string Field, string Value)> Json { get; } =
        [
            .. JsonNode.Parse(json)!["records"]!.AsArray()
                .Select(record => (Text(record, "point"), Text(record, "field"), Text(record, "value"))),
        ];

        public HashSet<(string Field, string Value)> Csv { get; } =
            [.. PortableCsv.Read(csv).Select(row => (row["field"], row["value"]))];

        public HashSet<string> Resume { get; } = Leaves(JsonNode.Parse(resume)!).ToHashSet(StringComparer.Ordinal);

        public bool Holds(string value) => _texts.Any(text => text.Contains(value, StringComparison.Ordinal));

        /// <summary>Whether something stays, and all of it for a reason that is told in words.</summary>
        public bool Stays(string point, string reason)
        {
            var staying = _staying.Where(record => Text(record, "point") == point).ToList();
            return staying.Count > 0 && staying.All(record => Text(record, "reason") == reason && Text(record, "says").Length > 0);
        }

        private static string Text(JsonNode? node, string key) => node![key]?.GetValue<string>() ?? "";

        private static IEnumerable<string> Leaves(JsonNode node) => node switch
        {
            JsonObject many => many.SelectMany(pair => Leaves(pair.Value!)),
            JsonArray many => many.SelectMany(one => Leaves(one!)),
            _ => [node.ToString()],
        };
    }
}
