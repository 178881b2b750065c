using Microsoft.AspNetCore.Http.Features;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Http;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Http;

public sealed class CallTests : OnServer
{
    private static readonly TableDescription Keyed = Table("t", Field("a"), Field("b")) with { Key = ["a", "b"] };

    private static string Path(string path, params object[] key) => CallPath.Fill(path, CallPlaces.Row(Keyed, key));

    [Theory]
    [InlineData("a&b=c", "a%26b%3Dc")]
    [InlineData("../../admin?x#y", "..%2F..%2Fadmin%3Fx%23y")]
    [InlineData("{key}%2e", "%7Bkey%7D%252e")]
    [InlineData("å 🙂+\r\n", "%C3%A5%20%F0%9F%99%82%2B%0D%0A")]
    public void What_stands_in_a_query_is_escaped(string value, string escaped) =>
        Assert.Equal($"/x?f=email&v={escaped}", CallPath.Fill("/x?f={field}&v={value}", CallPlaces.Asking(Keyed, "email", [value])));

    [Fact]
    public void A_key_of_several_fields_stands_there_as_one_or_field_by_field()
    {
        Assert.Equal("/t/1,a%2Cb", Path("/{table}/{key}", 1, "a,b"));
        Assert.Equal("/t/a%2Cb/of/1?all", Path("/{table}/{key.b}/of/{key.a}?all", 1, "a,b"));
    }

    // Each would lead elsewhere, to the whole table at the worst, with some server or some proxy before it.
    [Theory]
    [InlineData("/t/{key.a}", "")]
    [InlineData("/t/{key.a}", ".")]
    [InlineData("/t/{key.a}", "..")]
    [InlineData("/t/{key.a}/x", "..")]
    [InlineData("/t/{key.a}", "../u")]
    [InlineData("/t/{key.a}", "a/b")]
    [InlineData("/t/{key.a}", "a\\b")]
    [InlineData("/t/.{key.a}", ".")]
    [InlineData("/t/{key}", "")]
    public void What_could_lead_to_another_path_is_refused(string path, string value) =>
        Assert.Contains("leading elsewhere", Assert.Throws<HttpException>(() => Path(path, value, value)).Remedy, StringComparison.Ordinal);

    [Fact]
    public void What_stands_in_a_body_is_json_whatever_it_is()
    {
        const string Value = "\"}, \"all\": true, {\" \\ {value}";
        var body = CallBody.Fill("{\"q\": [{\"{not}\": 1, \"is\": \"{value}\"}], \"n\": 2}".Replace("{not}", "f", StringComparison.Ordinal),
            CallPlaces.Asking(Keyed, "email", [Value]));

        Assert.Equal(Value, body["q"]![0]!["is"]!.GetValue<string>());
        Assert.Equal(["f", "is"], body["q"]![0]!.AsObject().Select(each => each.Key));
        Assert.Equal(["q", "n"], body.Select(each => each.Key));
        Assert.Equal(42, CallBody.Fill("{\"v\": \"{value}\"}", CallPlaces.Asking(Keyed, "email", [42L]))["v"]!.GetValue<long>());
    }

    [Fact]
    public void Nobody_reads_what_was_asked_from_what_is_printed()
    {
        var asking = HttpAsking.Of(new(HttpVerb.Get, "/x?v={value}"), CallPlaces.Asking(Keyed, "email", [Canary]));

        Assert.DoesNotContain("canary", $"{asking} {asking.With("after", "x")}", StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", $"{HttpSettings.Read("Url=https://api.example;Bearer=s3cret")}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "{\"foo\": [\"bar\"]}")]
    [InlineData("/foo", "[\"bar\"]")]
    [InlineData("/foo/0", "\"bar\"")]
    [InlineData("/foo/1", null)]
    [InlineData("/foo/00", null)]
    [InlineData("/foo/-", null)]
    [InlineData("/fo", null)]
    public void A_pointer_points_at_one_thing_or_at_nothing(string pointer, string? found)
    {
        using var document = System.Text.Json.JsonDocument.Parse("{\"foo\": [\"bar\"]}");

        Assert.Equal(found, JsonPointer.Find(document.RootElement, pointer)?.GetRawText());
    }

    [Theory]
    [InlineData("/a~1b", "1")]
    [InlineData("/m~0n", "2")]
    [InlineData("/~01", "3")]
    [InlineData("/", "4")]
    [InlineData("/ ", "5")]
    public void A_pointer_escapes_slash_and_tilde(string pointer, string found)
    {
        using var document = System.Text.Json.JsonDocument.Parse("{\"a/b\": 1, \"m~n\": 2, \"~1\": 3, \"\": 4, \" \": 5}");

        Assert.True(JsonPointer.IsOne(pointer));
        Assert.Equal(found, JsonPointer.Find(document.RootElement, pointer)?.GetRawText());
    }

    [Theory]
    [InlineData("Url=https://api.example/v1;Bearer=abc", "Authorization", "Bearer abc")]
    [InlineData("Url=https://api.example/v1;User=anna;Password=å", "Authorization", "Basic YW5uYTrDpQ==")]
    [InlineData("Url=https://api.example/v1;Header=X-Api-Key;Key=abc=", "X-Api-Key", "abc=")]
    [InlineData("https://api.example/v1", null, null)]
    [InlineData("Url=http://localhost:5000/v1", null, null)]
    public void A_connection_string_is_an_address_with_a_secret(string connection, string? name, string? value)
    {
        var settings = HttpSettings.Read(connection);

        Assert.EndsWith("/v1", settings.Address.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal((name, value), (settings.Secret?.Name, settings.Secret?.Value));
    }

    [Theory]
    [InlineData("Url=http://api.example;Bearer=s3cret", "without https")]
    [InlineData("Url=http://10.0.0.1;Bearer=s3cret", "without https")]
    [InlineData("Url=ftp://api.example", "connection string cannot be read")]
    [InlineData("Url=https://s3cret:x@api.example", "connection string cannot be read")]
    [InlineData("Url=https://api.example?key=s3cret", "connection string cannot be read")]
    [InlineData("Url=https://api.example;User=s3cret", "connection string cannot be read")]
    [InlineData("Url=https://api.example;Bearer=s3cret;User=a;Password=b", "connection string cannot be read")]
    [InlineData("Url=https://api.example;Header=Host;Key=s3cret", "connection string cannot be read")]
    [InlineData("Url=https://api.example;Header=X Y;Key=s3cret", "connection string cannot be read")]
    [InlineData("Url=https://api.example;Bearer='s3cret\nX: y'", "connection string cannot be read")]
    [InlineData("Bearer=s3cret", "connection string cannot be read")]
    [InlineData("s3cret", "connection string cannot be read")]
    public async Task Another_is_refused_without_it(string connection, string remedy)
    {
        var failure = await Assert.ThrowsAsync<ConnectorException>(() => Database.OpenAsync(connection));

        Assert.Contains(remedy, failure.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_is_told_who_asks_and_nothing_of_how_we_watch_ourselves()
    {
        using var activity = new System.Diagnostics.Activity("test").Start();
        var heard = new List<string>();
        using var listener = new System.Diagnostics.ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref System.Diagnostics.ActivityCreationOptions<System.Diagnostics.ActivityContext> _) =>
                System.Diagnostics.ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = stopped => heard.AddRange(stopped.TagObjects.Where(tag =>
                stopped.Source.Name.StartsWith("System.Net.Http", StringComparison.Ordinal)).Select(tag => $"{tag.Value}")),
        };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);
        Answer(context =>
        {
            Targets.AddRange(context.Request.Headers.Select(header => header.Key));
            Targets.Add(context.Features.Get<IHttpRequestFeature>()!.RawTarget);
            return WriteAsync(context, "{\"data\": {\"rows\": []}}");
        });

        await FindAsync(Bare);

        Assert.Contains("User-Agent", Targets);
        Assert.DoesNotContain("traceparent", Targets, StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain(heard, tag => tag.Contains("canary", StringComparison.Ordinal));
    }
}
