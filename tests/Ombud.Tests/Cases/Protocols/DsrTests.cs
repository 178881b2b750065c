using System.Net;
using System.Text;
using System.Text.Json;
using Ombud.Cases;
using Ombud.Cases.Agents;
using Ombud.Database;
using Ombud.Policies.Cases;
using Ombud.Tests.Cases.Agents;
using Ombud.Tests.Cases.Mailbox;

namespace Ombud.Tests.Cases.Protocols;

/// <summary>Requests by OpenDSR, as a controller passes them on.</summary>
public sealed class DsrTests
{
    private const string Id = "a7551968-d5d6-44b2-9831-815ac9017798";
    private const string Path = "/v2/requests/" + Id;

    [Fact]
    public async Task The_discovery_says_what_is_taken_in_and_that_nobody_is_called_back()
    {
        await using var dsr = await DsrCaller.StartAsync();

        var reply = await dsr.SendAsync(HttpMethod.Get, "/v2/discovery", key: null);

        Assert.Equal(
            "{\"api_version\":\"2.0\",\"supported_identities\":[{\"identity_type\":\"email\",\"identity_format\":\"raw\"}],"
            + "\"supported_subject_request_types\":[\"access\",\"portability\",\"erasure\"],"
            + "\"processor_certificate\":\"https://privacy.company.example/v2/certificate.pem\","
            + "\"extensions\":{\"privacy.company.example\":{\"status_callbacks\":false}}}",
            reply.Text);
    }

    [Theory]
    [InlineData(0, "erasure", "gdpr", CaseKind.Erasure)]
    [InlineData(1, "access", "ccpa", CaseKind.Access)]
    [InlineData(0, "portability", "gdpr", CaseKind.Portability)]
    public async Task A_request_becomes_a_case_in_which_the_person_is_asked(int engine, string type, string regulation, CaseKind kind)
    {
        await using var dsr = await DsrCaller.StartAsync((Engine)engine);
        var (app, request) = (dsr.App, dsr.Request(type));
        request["regulation"] = regulation;

        var reply = await dsr.SubmitAsync(request);

        var row = Assert.Single(await app.RowsAsync());
        Assert.Equal(
            (kind, CaseChannel.OpenDsr, CaseCaller.Controller, regulation is "ccpa" ? "US-CA" : null, app.Now().AddDays(-2), (Guid?)null),
            (row.Kind, row.Channel, row.Controller, row.Residence, row.ReceivedAt, row.PersonId));
        var file = await app.FileOfAsync(row.CaseId);
        Assert.Equal((CaseStage.IdentityWanted, new Mandate(AgentCapacity.Controller)), (file.State.Stage, file.State.Mandate));
        Assert.Equal((DsrCaller.Anna, "client AB"), (file.Contact.Value.Address, file.Contact.Value.Agent!.Name));
        Assert.Equal(["case.mandate-moved", "case.moved", "case.received"], await app.FactsAsync(row.CaseId));

        Assert.Equal((HttpStatusCode.Created, "client", Id), (reply.Status, reply["controller_id"], reply["subject_request_id"]));
        Assert.Equal(app.Now(), DateTimeOffset.Parse(reply["received_time"]!, null));
        Assert.Equal($"{file.State.Clock!.LastDay:yyyy-MM-dd}T23:59:59+00:00", reply["expected_completion_time"]);
        Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(request), Convert.FromBase64String(reply["encoded_request"]!));

        Assert.Equal("Somebody wants to act for you", Assert.Single(await app.LettersAsync(DsrCaller.Anna)).Subject);
        Assert.Contains(
            "a company for which we handle data", Assert.Single(await app.LettersAsync("office@client.example")).Body,
            StringComparison.Ordinal);
        ReadMailboxTests.NothingIsTold(app);
        using var staff = await app.SecondStaffAsync();
        Assert.Contains("OpenDSR, from a controller", await staff.TextAsync($"/en/console/cases/{row.CaseId:D}"), StringComparison.Ordinal);
        Assert.Contains("OpenDSR, ", await staff.TextAsync($"/sv/console/cases/{row.CaseId:D}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_is_sent_again_is_the_same_case_and_one_that_was_altered_is_refused()
    {
        await using var dsr = await DsrCaller.StartAsync();
        var request = dsr.Request();

        var first = await dsr.SubmitAsync(request);
        dsr.App.Clock!.Advance(TimeSpan.FromMinutes(5));
        var again = await dsr.SubmitAsync(request);
        Assert.Equal((HttpStatusCode.Created, first.Text), (again.Status, again.Text));

        foreach (var (name, value) in new (string, object)[]
        {
            ("subject_request_type", "access"), ("regulation", "ccpa"), ("submitted_time", "2026-11-20T00:00:00Z"),
            ("subject_identities", new[] { DsrCaller.Identity("email", "raw", "bo@person.example") }),
        })
        {
            var altered = await dsr.SubmitAsync(new Dictionary<string, object?>(request, StringComparer.Ordinal) { [name] = value });
            Refused(altered, HttpStatusCode.Conflict, "used for something else");
        }
        Assert.Single(await dsr.App.RowsAsync());
        Assert.Equal(HttpStatusCode.Created, (await dsr.SubmitAsync(dsr.Request("access"), "other")).Status);
        Assert.Equal(2, (await dsr.App.RowsAsync()).Count);
    }

    [Fact]
    public async Task Known_and_unknown_are_answered_alike()
    {
        await using var dsr = await DsrCaller.StartAsync();
        var (_, browser) = await MyData.Person.SignInAsync(dsr.App, "known@person.example");
        browser.Dispose();
        var replies = new List<string>();
        foreach (var (address, id) in new[] { ("known@person.example", Id), ("nobody@person.example", Id.Replace('a', 'b')) })
        {
            var submitted = await dsr.SubmitAsync(dsr.Request(email: address, id: id));
            var standing = await dsr.SendAsync(HttpMethod.Get, "/v2/requests/" + id, "client");
            // What was sent comes back in it, and so differs.
            var received = submitted.Text.Split("\"encoded_request\"")[0];
            replies.Add($"{submitted.Status} {received} {standing.Status} {standing.Text}".Replace(id, "", StringComparison.Ordinal));
        }

        Assert.Equal(replies[0], replies[1]);
        Assert.All(await dsr.App.RowsAsync(), row => Assert.Null(row.PersonId));
    }

    [Fact]
    public async Task A_request_is_pending_then_in_progress_then_completed_whatever_came_of_it()
    {
        await using var dsr = await DsrCaller.StartAsync();
        var app = dsr.App;
        await dsr.SubmitAsync(dsr.Request());
        var id = Assert.Single(await app.RowsAsync()).CaseId;

        var pending = await dsr.SendAsync(HttpMethod.Get, Path, "client");
        Assert.Equal(
            ("client", Id, "pending", "2.0"),
            (pending["controller_id"], pending["subject_request_id"], pending["request_status"], pending["api_version"]));
        (await app.AnswerAsync(id, MandateAnswer.Act)).Dispose();
        Assert.Equal("in_progress", (await dsr.SendAsync(HttpMethod.Get, Path, "client"))["request_status"]);
        var late = await dsr.SendAsync(HttpMethod.Delete, Path, "client");
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal(CaseStage.InWork, (await app.FileOfAsync(id)).State.Stage);
        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.Refuse, "nothing-held"));
        var refused = await dsr.SendAsync(HttpMethod.Get, Path, "client");
        Assert.Equal("completed", refused["request_status"]);
        Assert.DoesNotContain("nothing", refused.Text, StringComparison.Ordinal);
        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.Close));
        Assert.Equal("completed", (await dsr.SendAsync(HttpMethod.Get, Path, "client"))["request_status"]);
    }

    [Fact]
    public async Task A_request_that_is_pending_is_cancelled_once()
    {
        await using var dsr = await DsrCaller.StartAsync();
        await dsr.SubmitAsync(dsr.Request());

        var first = await dsr.SendAsync(HttpMethod.Delete, Path, "client");
        var again = await dsr.SendAsync(HttpMethod.Delete, Path, "client");

        Assert.Equal((HttpStatusCode.Accepted, "client", Id), (first.Status, first["controller_id"], first["subject_request_id"]));
        Assert.Equal((first.Status, first.Text), (again.Status, again.Text));
        Assert.Equal("cancelled", (await dsr.SendAsync(HttpMethod.Get, Path, "client"))["request_status"]);
        var file = await dsr.App.FileOfAsync(Assert.Single(await dsr.App.RowsAsync()).CaseId);
        Assert.Equal(CaseStage.Closed, file.State.Stage);
        Assert.Single(file.Entries, entry => entry.Step is CaseStep.TakeBack);
    }

    [Fact]
    public async Task Another_controllers_request_and_none_at_all_are_answered_alike()
    {
        await using var dsr = await DsrCaller.StartAsync();
        await dsr.SubmitAsync(dsr.Request());
        var replies = new List<Reply>();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Delete })
        {
            replies.Add(await dsr.SendAsync(method, Path, "other"));
            replies.Add(await dsr.SendAsync(method, "/v2/requests/cab0a1fc-cfcd-475a-a2a5-e93eb060332f", "client"));
            replies.Add(await dsr.SendAsync(method, "/v2/requests/1", "client"));
        }

        Assert.All(replies, reply => Assert.Equal((HttpStatusCode.NotFound, replies[0].Text), (reply.Status, reply.Text)));
        Assert.Equal("pending", (await dsr.SendAsync(HttpMethod.Get, Path, "client"))["request_status"]);
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_the_protocols_form()
    {
        await using var dsr = await DsrCaller.StartAsync();
        var own = DsrCaller.Identity("email", "raw", DsrCaller.Anna);
        foreach (var (name, value, says) in new (string, object?, string)[]
        {
            ("regulation", null, "regulation is missing."), ("regulation", "lgpd", "gdpr or ccpa"),
            ("subject_request_id", null, "subject_request_id is missing."), ("subject_request_id", "canary", "version 4"),
            ("subject_request_id", Id.ToUpperInvariant(), "lower case"), ("subject_request_id", Id.Replace("-44b2", "-14b2"), "version 4"),
            ("subject_request_type", "rectification", "access, portability or erasure"), ("subject_request_type", 1, "is a text"),
            ("submitted_time", "canary", "ISO 8601"), ("submitted_time", "2026-11-26T00:00:00Z", "last 90 days"),
            ("submitted_time", "2026-08-01T00:00:00Z", "last 90 days"), ("api_version", "3.0", "api_version"),
            ("subject_identities", null, "one identity"), ("subject_identities", "canary", "is a list"),
            ("subject_identities", new[] { 1 }, "list of objects"), ("subject_identities", Array.Empty<int>(), "one identity"),
            ("subject_identities", new[] { DsrCaller.Identity("email", "sha256", "canary") }, "one identity"),
            ("subject_identities", new[] { DsrCaller.Identity("email", "raw", "canary") }, "one identity"),
            ("subject_identities", new[] { DsrCaller.Identity("email", "raw", "office@client.example") }, "not the controller's"),
            ("subject_identities", new[] { DsrCaller.Identity("email", "raw", new string('x', 301)) }, "at most 300"),
            ("subject_identities", new[] { own, DsrCaller.Identity("email", "raw", "bo@person.example") }, "one identity"),
            ("status_callback_urls", new[] { new string('x', 2001) }, "at most 2000"), ("status_callback_urls", "canary", "is a list"),
        })
        {
            var reply = await dsr.SubmitAsync(new Dictionary<string, object?>(dsr.Request(), StringComparer.Ordinal) { [name] = value });
            Refused(reply, HttpStatusCode.BadRequest, says);
        }
        foreach (var body in new[] { "", "{", "[]", "{\"a\":1,\"a\":1}", new string('[', 40) })
            Refused(await dsr.SendAsync(HttpMethod.Post, "/v2/requests", "client", Encoding.UTF8.GetBytes(body)),
                HttpStatusCode.BadRequest, "JSON object");
        Refused(await dsr.SendAsync(HttpMethod.Post, "/v2/requests", "client", [1], "text/plain"),
            HttpStatusCode.UnsupportedMediaType, "application/json");
        foreach (var isLengthTold in new[] { true, false })
            Refused(await dsr.SendAsync(HttpMethod.Post, "/v2/requests", "client", new byte[65 * 1024], isLengthTold: isLengthTold),
                HttpStatusCode.RequestEntityTooLarge, "65536 bytes");
        Refused(await dsr.SubmitAsync(dsr.Request(), "idle"), HttpStatusCode.Forbidden, "API key");
        Refused(await dsr.SubmitAsync(dsr.Request(), "nobody"), HttpStatusCode.Forbidden, "API key");
        Refused(await dsr.SendAsync(HttpMethod.Get, Path, key: null), HttpStatusCode.Unauthorized, "API key");
        Assert.Empty(await dsr.App.RowsAsync());
        Assert.DoesNotContain(dsr.App.Logs.Lines, line => line.Contains("canary", StringComparison.Ordinal));
    }

    private static void Refused(Reply reply, HttpStatusCode status, string says)
    {
        Assert.True(reply.Status == status, $"{reply.Status}, not {status} {says}: {reply.Text}");
        var error = reply.Json.GetProperty("error");
        Assert.Equal((int)status, error.GetProperty("code").GetInt32());
        Assert.Contains(says, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(error.GetProperty("errors")[0].GetProperty("reason").GetString()!);
        Assert.DoesNotContain("canary", reply.Text, StringComparison.Ordinal);
    }
}
