using System.Net;
using Ombud.Database;
using Ombud.Policies.Cases;
using Ombud.Tests.Corrections;
using Ombud.Tests.Decisions;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.Cases;

/// <summary>A request for a correction, carried out by the staff.</summary>
public sealed class CorrectInCaseTests
{
    private const string Anna = "anna@person.example";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0, "sv", "En uppgift har rättats: ")]
    [InlineData(1, "en", "A value was corrected: ")]
    [Trait("Promise", "rights.rectify-erase")]
    public async Task The_staff_put_the_right_value_in_its_place_without_seeing_the_wrong_one(int engine, string language, string says)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var (anna, own) = await Person.SignInAsync(app, Anna);
        using var _ = own;
        var record = await anna.GiveAsync("employment", "cv-employment", "Svetsare, Gamla verken");
        await anna.GiveAsync("name", "contact-details", "Anna Annanstans", controller: "aston-carter-se");
        var id = await AskAsync(app, own);
        using var staff = await MayITests.SignedInAsync(app);

        var page = WebUtility.HtmlDecode(await staff.TextAsync($"/{language}/console/cases/{id:D}"));
        using var sent = await staff.SendFormToAsync(
            $"/{language}/console/cases/{id:D}", "/correct", ("record", record.ToString("D")), ("value", "Svetsare, Nya verken"));

        Assert.Contains(record.ToString("D"), page, StringComparison.Ordinal);
        Assert.DoesNotContain("Gamla verken", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Annanstans", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Contains("Nya verken", await own.TextAsync("/en/my-data"), StringComparison.Ordinal);
        Assert.Contains(says, WebUtility.HtmlDecode(await own.TextAsync($"/{language}/my-cases/{id:D}")), StringComparison.Ordinal);
        Assert.Contains("case.value-corrected", await app.FactsAsync(id));
    }

    [Fact]
    public async Task What_is_wrong_with_it_is_said_and_nothing_of_another_controller_or_person_is_touched()
    {
        await using var app = await OmbudApp.StartAsync();
        var (anna, own) = await Person.SignInAsync(app, Anna);
        using var _ = own;
        var name = await anna.GiveAsync("name", "contact-details", "Anna Exempel");
        var elsewhere = await anna.GiveAsync("name", "contact-details", "Anna Exempel", controller: "aston-carter-se");
        var (bo, bos) = await Person.SignInAsync(app, "bo@person.example");
        bos.Dispose();
        var others = await bo.GiveAsync("name", "contact-details", "Bo Exempel");
        var id = await AskAsync(app, own);
        using var staff = await MayITests.SignedInAsync(app);
        var path = $"/en/console/cases/{id:D}";

        foreach (var (record, value, says) in new[]
        {
            ("", "Anna Ny", "Choose which value"), (name.ToString("D"), "", "Write the right value"),
            (elsewhere.ToString("D"), "Anna Ny", "there no more"),
            (others.ToString("D"), "Anna Ny", "there no more"),
        })
        {
            using var sent = await staff.SendFormToAsync(path, "/correct", ("record", record), ("value", value));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
            Assert.Contains(says, WebUtility.HtmlDecode(await sent.Content.ReadAsStringAsync(None)), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("case.value-corrected", await app.FactsAsync(id));
    }

    [Fact]
    public async Task A_value_guessed_right_is_answered_as_any_other_and_a_childs_birth_date_is_a_report()
    {
        await using var app = await OmbudApp.StartAsync();
        var (anna, own) = await Person.SignInAsync(app, Anna);
        using var _ = own;
        var permit = await anna.GiveAsync("name", "contact-details", "Anna Exempel");
        var born = await anna.GiveAsync("birth-date", "birth-date", "1990-01-01");
        var id = await AskAsync(app, own);
        using var staff = await MayITests.SignedInAsync(app);
        var path = $"/en/console/cases/{id:D}";

        using var guessed = await staff.SendFormToAsync(path, "/correct", ("record", permit.ToString("D")), ("value", "Anna Exempel"));
        using var child = await staff.SendFormToAsync(
            path, "/correct", ("record", born.ToString("D")), ("value", $"{DateTime.UtcNow.AddYears(-11):yyyy-MM-dd}"));

        Assert.Equal(HttpStatusCode.Redirect, guessed.StatusCode);
        Assert.Single(await app.FactsAsync(id), kind => kind is "case.value-corrected");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, child.StatusCode);
        Assert.Contains("suspected child", await child.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_corrected_before_the_person_has_shown_that_the_case_is_theirs_nor_in_a_case_of_another_kind()
    {
        await using var app = await OmbudApp.StartAsync();
        var (anna, own) = await Person.SignInAsync(app, Anna);
        using var _ = own;
        var record = await anna.GiveAsync("name", "contact-details", "Anna Exempel");
        var before = await CorrectionTests.RowAsync(app, anna.Id, record);
        var unproved = await app.FileAsync(CaseKind.Rectification, Anna);
        var question = await app.FileAsync(CaseKind.Question, Anna);
        using var staff = await MayITests.SignedInAsync(app);

        foreach (var id in new[] { unproved, question })
        {
            var page = await staff.TextAsync($"/en/console/cases/{id:D}");
            Assert.DoesNotContain("/correct", page, StringComparison.Ordinal);
            var form = await staff.OpenFormAsync($"/en/console/cases/{id:D}", "form[action$='/write']");
            using var sent = await staff.SendAsync(
                form with { Action = $"/en/console/cases/{id:D}/correct" }, ("record", record.ToString("D")), ("value", "Anna Ny"));
            Assert.Equal(HttpStatusCode.NotFound, sent.StatusCode);
        }

        Assert.Equal(before.Sealed, (await CorrectionTests.RowAsync(app, anna.Id, record)).Sealed);
    }

    /// <summary>The person asks, signed in, so that the case is known to be theirs.</summary>
    private static async Task<Guid> AskAsync(OmbudApp app, Browser own)
    {
        using var filed = await own.SendFormToAsync("/en/request", "/request", CaseCaller.Request(CaseKind.Rectification, address: ""));
        Assert.Equal(HttpStatusCode.Redirect, filed.StatusCode);
        return Assert.Single(await app.RowsAsync()).CaseId;
    }
}
