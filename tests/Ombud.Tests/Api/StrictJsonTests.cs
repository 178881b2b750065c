using System.Net;
using System.Text;
using CsCheck;
using Ombud.Tests.Running;

namespace Ombud.Tests.Api;

public sealed class StrictJsonTests(OneApp one) : IClassFixture<OneApp>
{
    private const string Sound =
        """{"action":"use","purpose":"help-job-seekers","categories":["contact-details"],"controller":"aerotek-se"}""";

    [Theory]
    [InlineData("""{"action":"use","purpose":"x","categories":["a"],"controller":"c","colour":"red"}""", "$ member-unknown")]
    [InlineData("""{"action":"use","purpose":"x","purpose":"y","categories":["a"],"controller":"c"}""", "$ member-duplicate")]
    [InlineData("""{"action":"use","purpose":"x","categories":["a"]}""", "$.controller member-missing")]
    [InlineData("""{"action":"use","purpose":7,"categories":["a"],"controller":"c"}""", "$.purpose value-type")]
    [InlineData("""{"action":"use","purpose":null,"categories":["a"],"controller":"c"}""", "$.purpose value-null")]
    [InlineData("""{"action":"fly","purpose":"x","categories":["a"],"controller":"c"}""", "$.action value-type")]
    [InlineData("""{"action":2,"purpose":"x","categories":["a"],"controller":"c"}""", "$.action value-type")]
    [InlineData("""{"action":"use","purpose":"x","categories":["a",5],"controller":"c"}""", "$.categories[1] value-type")]
    [InlineData("""{"action":"use","purpose":"x","categories":"a","controller":"c"}""", "$.categories value-type")]
    [InlineData("""{"action":"use","purpose":"x\u0007","categories":["a"],"controller":"c"}""", "$.purpose control-character")]
    [InlineData("""{"action":"use","purpose":"x","categories":["a"],"controller":"c","at":"2020-02-30"}""", "$.at value-type")]
    [InlineData("""{"action":"use","purpose":"x","categories":["a"],"controller":"c","subject":"anna"}""", "$.subject value-type")]
    [InlineData("""[{"action":"use","purpose":"x","categories":["a"],"controller":"c"},{}]""", "$[1].action member-missing")]
    [InlineData("""{"action":"use","purpose":"x","categories":[["a"]],"controller":"c"}""", "$.categories[0] value-type")]
    [InlineData("[]", "$ array-length")]
    [InlineData("null", "$ value-null")]
    [InlineData("7", "$ value-type")]
    public async Task What_is_not_as_declared_is_refused_with_place_and_rule(string body, string error)
    {
        var answer = await one.Api.PostTextAsync("/decisions", body);

        answer.IsProblem(HttpStatusCode.BadRequest, "body-invalid");
        Assert.Contains(error, answer.Errors);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"action\":\"use\",}")]
    [InlineData("{\"action\":\"use\"} extra")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"action\":\"use\",\"\\udc00x\":\"canary\"}")]
    [InlineData("{\"action\":\"\\ud800\"}")]
    [InlineData("// comment\n{}")]
    [InlineData("{\"action\":\"canary.value@person.example")]
    public async Task What_is_no_JSON_is_refused_and_not_repeated(string body)
    {
        var answer = await one.Api.PostTextAsync("/decisions", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(answer.Reason, new[] { "json-malformed", "body-invalid" });
        Assert.DoesNotContain("canary", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_and_values_that_were_sent_never_come_back()
    {
        var answer = await one.Api.PostTextAsync("/decisions", """{"canary.name@person.example":"canary","action":"canary"}""");

        answer.IsProblem(HttpStatusCode.BadRequest, "body-invalid");
        Assert.DoesNotContain("canary", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(one.App.Logs.Lines, line => line.Contains("canary.name", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_refused()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes(Sound[..^2]), 0xC3, 0x28, (byte)'"', (byte)']', (byte)'}'];

        (await one.Api.PostBytesAsync("/decisions", body)).IsProblem(HttpStatusCode.BadRequest, "json-malformed");
    }

    [Theory]
    [InlineData(20)]
    [InlineData(5_000)]
    public async Task What_lies_too_deep_is_refused(int depth)
    {
        var nested = new string('[', depth) + new string(']', depth);
        var body = $$"""{"action":"use","purpose":"x","controller":"c","categories":{{nested}}}""";

        Assert.Equal(HttpStatusCode.BadRequest, (await one.Api.PostTextAsync("/decisions", body)).Status);
    }

    [Fact]
    public async Task Too_many_questions_are_refused_and_a_thousand_are_answered()
    {
        var thousand = $"[{string.Join(',', Enumerable.Repeat(Sound, 1_000))}]";
        var answer = await one.Api.PostTextAsync("/decisions", thousand);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(1_000, answer.Json.GetArrayLength());

        var more = await one.Api.PostTextAsync("/decisions", $"[{string.Join(',', Enumerable.Repeat(Sound, 1_001))}]");
        more.IsProblem(HttpStatusCode.BadRequest, "body-invalid");
        Assert.Equal(["$ array-length"], more.Errors);
    }

    [Fact]
    public void Whatever_is_sent_is_answered_and_never_a_failure_of_ours()
    {
        // Sound JSON with bytes changed, cut, doubled: what a fuzzer finds first.
        var mutated = Gen.Select(Gen.Int[0, Sound.Length - 1], Gen.Byte, Gen.Int[0, 3]).Select(change =>
        {
            var (at, value, kind) = change;
            var bytes = Encoding.UTF8.GetBytes(Sound);
            return kind switch
            {
                0 => bytes[..at],
                1 => [.. bytes[..at], value, .. bytes[at..]],
                2 => [.. bytes[..at], .. bytes[(at / 2)..]],
                _ => bytes.Select((one, index) => index == at ? value : one).ToArray(),
            };
        });

        mutated.Sample(body =>
        {
            var answer = one.Api.PostBytesAsync("/decisions", body).GetAwaiter().GetResult();
            Assert.True((int)answer.Status is 200 or 400, $"{answer.Status} to {Convert.ToHexString(body)}");
        }, iter: 300, threads: 1);
    }
}

/// <summary>One product for the tests of a class that change nothing in it.</summary>
public sealed class OneApp : IAsyncLifetime
{
    internal OmbudApp App { get; private set; } = null!;

    internal ApiClient Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        App = await OmbudApp.StartAsync();
        Api = await ApiClient.CreateAsync(App);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await App.DisposeAsync();
    }
}
