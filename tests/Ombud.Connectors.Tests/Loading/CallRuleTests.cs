using Ombud.Connectors.Describing;
using Ombud.Connectors.Loading;

namespace Ombud.Connectors.Tests.Loading;

public sealed class CallRuleTests
{
    /// <summary>A file without an error, to be broken in one place.</summary>
    internal const string Sound = """
        system: letters
        title: Newsletter service
        kind: http
        connection: Letters
        controller: nordlight
        subjects: [buyer]
        http:
          omitsNulls: true
          limits:
            perSecond: 5
            seconds: 10
          find:
            - get: /v1/{table}?{field}={value}
              rows: /data/items
              next:
                cursor: /data/after
                parameter: after
          delete:
            delete: /v1/{table}/{key}
        tables:
          - table: readers
            key: [land, no]
            erase: fields
            http:
              find:
                - by: [email]
                  post: /v1/readers/search
                  body: '{"filter": {"email": "{value}"}}'
                  next:
                    page: 1
                    parameter: page
                  notFoundIsNobody: true
              overwrite:
                patch: /v1/readers/{key.land}/{key.no}
                as: json
              restrict:
                post: /v1/readers/block
                body: '{"land": "{key.land}", "no": "{key.no}"}'
              lift:
                delete: /v1/readers/{key.land}/{key.no}/block
              sample:
                get: /v1/readers
                rows: /items
            restricting:
              field: blocked
              to: true
              back: null
            fields:
              - field: land
              - field: no
              - field: blocked
              - field: email
                identifies: email
                erase: null
          - table: openings
            key: [id]
            erase: delete
            http:
              delete:
                post: /v1/forget
                body: '{"id": "{key}"}'
            fields:
              - field: id
              - field: state
              - field: reader_no
                belongsTo: readers.no

        """;

    // From, to, rule, a part of what is said. Each breaks one rule and no other.
    public static TheoryData<string, string, string, string> Broken => new()
    {
        { "kind: http", "kind: folder", "calls-elsewhere", "kind http" },
        { Sound[Sound.IndexOf("http:\n", StringComparison.Ordinal)..Sound.IndexOf("tables:", StringComparison.Ordinal)], "",
            "calls-elsewhere", "'http: {}'" },
        { "get: /v1/{table}?", "gte: /v1/{table}?", "call-verb", "get or post" },
        { "get: /v1/{table}?", "post: /v1/x\n      get: /v1/{table}?", "call-verb", "says two" },
        { "patch: /v1/", "delete: /v1/", "call-verb", "patch or put or post" },
        { "get: /v1/{table}?", "get: https://api.example/{table}?", "call-path", "begins with /" },
        { "get: /v1/{table}?", "get: //api.example/{table}?", "call-path", "begins with /" },
        { "get: /v1/{table}?", "get: /v1/../{table}?", "call-path", "begins with /" },
        { "get: /v1/{table}?{field}={value}", "get: '/v1/a b#{table}?{field}={value}'", "call-path", "escaped" },
        { "\"{value}\"}}", "\"{value}\"}", "call-body", "JSON object" },
        { "\"{value}\"}}", "\"x-{value}\"}}", "call-body", "whole text" },
        { "{field}={value}", "{field}={valeu}", "call-place", "'{valeu}'" },
        { "{field}={value}", "{field}={values}", "call-place", "'{values}'" },
        { "{field}={value}", "limit=10", "call-place", "whom" },
        { "{\"email\": \"{value}\"}", "{\"email\": \"{value}\", \"all\": \"{values}\"}", "call-place", "for many" },
        { "delete: /v1/{table}/{key}", "delete: /v1/{table}", "call-place", "which row" },
        { "delete: /v1/{table}/{key}", "delete: /v1/{table}/{value}", "call-place", "'{value}'" },
        { "get: /v1/readers\n", "get: /v1/readers?email={value}\n", "call-place", "'{value}'" },
        { "{key.land}", "{key.lnad}", "call-place", "'lnad'" },
        { "rows: /data/items", "rows: data.items", "call-pointer", "/data/items" },
        { "cursor: /data/after", "cursor: after", "call-pointer", "JSON pointer" },
        { "        cursor: /data/after\n", "        cursor: /data/after\n        link: /next\n", "call-next", "link, or cursor" },
        { "cursor: /data/after", "link: /data/after", "call-next", "link, or cursor" },
        { "parameter: page", "parameter: a b", "call-next", "name of a parameter" },
        { "    - get: /v1/{table}?", "    - by: [id]\n      get: /v1/{table}?", "call-missing", "'reader_no'" },
        { "by: [email]", "by: [mail]", "call-field", "'mail'" },
        { "      overwrite:\n        patch: /v1/readers/{key.land}/{key.no}\n        as: json\n", "", "call-missing", "'overwrite'" },
        { "      lift:\n        delete: /v1/readers/{key.land}/{key.no}/block\n", "", "restricting-calls", "add 'lift'" },
        { "    restricting:\n      field: blocked\n      to: true\n      back: null\n", "", "restricting-calls", "how it is seen" },
        { "    erase: delete\n", "    erase: delete\n    restricting:\n      field: state\n      to: 1\n      back: 0\n",
            "restricting-calls", "no call sets the mark" },
        { "post: /v1/readers/block", "get: /v1/readers/block", "call-verb", "post or put or patch or delete" },
        { "      restrict:\n        post: /v1/readers/block\n        body: '{\"land\": \"{key.land}\", \"no\": \"{key.no}\"}'\n",
            "      restrict:\n        post: /v1/readers/block\n", "call-place", "which row" },
        { "{key.no}/block", "{key.on}/block", "call-place", "'on'" },
        { "perSecond: 5", "perSecond: 0", "value-range", "1 to 10000" },
        { "page: 1", "page: one", "value-type", "number" },
        { "as: json", "as: xml", "value-unknown", "merge-patch" },
        { "omitsNulls: true", "omitNulls: true", "key-unknown", "omitsNulls" },
    };

    // What takes more than one mapping to see, and what stands within a text, no schema judges.
    public static TheoryData<string, string> RefusedByBoth =>
        [.. Broken.Where(row => row.Data.Item3 is not ("call-field" or "call-place" or "call-missing" or "call-body" or "restricting-calls")
                && !row.Data.Item2.Contains("..", StringComparison.Ordinal))
            .Select(row => (row.Data.Item1, row.Data.Item2))];

    internal static string With(string from, string to)
    {
        Assert.Contains(from, Sound, StringComparison.Ordinal);
        return Sound.Replace(from, to, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_rule_is_told_with_what_to_do(string from, string to, string rule, string says)
    {
        var loading = DatasetText.Load(With(from, to));

        Assert.Null(loading.System);
        Assert.Contains(says, string.Join('\n', loading.Errors.Select(error => error.Message)), StringComparison.Ordinal);
        Assert.All(loading.Errors, error => Assert.True(error.Rule == rule || error.Rule is "key-unknown", error.ToString()));
    }

    [Fact]
    public void An_error_stands_at_the_word_that_is_wrong()
    {
        var error = Assert.Single(DatasetText.Load(With("rows: /data/items", "rows: data.items")).Errors);

        Assert.Equal((14, 13), (error.At.Line, error.At.Column));
    }

    [Fact]
    public void What_is_written_loads_to_the_same()
    {
        var system = DatasetText.Load(Sound).System!;

        Assert.Equal(Described.Of(system), Described.Of(DatasetText.Load(DatasetWriter.Write(system)).System!));
        Assert.Equal(
            "{\"filter\": {\"email\": \"{value}\"}}", Assert.Single(system.Tables[0].Http!.Find).Call.Body);
        Assert.Equal((HttpVerb.Post, HttpVerb.Delete), (system.Tables[0].Http!.Restrict!.Verb, system.Tables[0].Http!.Lift!.Verb));
        Assert.Equal((true, null), (system.Tables[0].Restricting!.To, system.Tables[0].Restricting!.Back));
        Assert.Equal(new HttpLimits { PerSecond = 5, Seconds = 10 }, system.Http!.Limits);
        Assert.Equal(new NextPage.Cursor("/data/after", "after"), Assert.Single(system.Http.Calls.Find).Next);
    }
}
