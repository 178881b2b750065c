using System.Globalization;
using Microsoft.Playwright;
using Ombud.Browser.Tests.Running;
using Ombud.Browser.Tests.Steps;
using static Ombud.Browser.Tests.Pages.Look;

namespace Ombud.Browser.Tests.Pages;

/// <summary>axe-core over what only the staff meet.</summary>
public sealed class StaffAccessibilityTests(RunningApp app, Chromium chromium)
{
    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task No_page_of_the_staff_has_a_violation(string language)
    {
        var (visitor, faults) = (await OpenAsync(language), new List<string>());
        await visitor.SignInAsStaffAsync();
        await VisitAsync(
            visitor, faults, "/console", "/console/collect", "/console/collect/office-offline", "/console/may-i", "/console/retention",
            "/console/cases", "/console/new-case", "/console/new-case?for=other", "/console/incidents", "/console/new-incident",
            "/console/corrections", "/console/systems", "/console/advice", "/console/sign-out");
        foreach (var form in (string[])[
            "/console/collect/phone-offline", "/console/may-i", "/console/retention", "/console/new-case", "/console/new-incident"])
        {
            await visitor.GoAsync(form);
            await visitor.SendAsync();
            await CheckAsync(visitor, faults, $"{form} with errors");
        }

        await CheckWithContentAsync(visitor, faults);
        await OpenIncidentAsync(visitor, faults);
        await visitor.GoAsync("/console/may-i");
        await visitor.Tab.Locator("#controller").SelectOptionAsync("aerotek-se");
        await visitor.Tab.Locator("#purpose").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await visitor.Tab.Locator("#category-contact-details").CheckAsync();
        await visitor.SendAsync();
        await CheckAsync(visitor, faults, "may I, answered");
        AssertNone(faults);
    }

    // An incident with a search, its page with an error, and its notification.
    private static async Task OpenIncidentAsync(Visitor staff, List<string> faults)
    {
        var at = DateTimeOffset.UtcNow.AddHours(-2);
        await staff.GoAsync("/console/new-incident");
        await staff.Tab.Locator("#controller-aerotek-se").CheckAsync();
        await staff.Tab.Locator("#category-contact-details").CheckAsync();
        await staff.Tab.Locator("#nature-Confidentiality").CheckAsync();
        foreach (var moment in (string[])["aware", "from", "to"])
        {
            await staff.Tab.Locator($"#{moment}-day").FillAsync(at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            await staff.Tab.Locator($"#{moment}-time").FillAsync(at.ToString("HH:mm", CultureInfo.InvariantCulture));
        }
        await staff.Tab.Locator("#what").FillAsync("Någon läste en lista.");
        await staff.SendAsync();
        var page = staff.Path[3..];
        await CheckAsync(staff, faults, "an incident");
        await PictureAsync(staff, "incident");
        await staff.Tab.Locator("#seek").SelectOptionAsync("Held");
        await staff.Tab.Locator("#word").FillAsync("aerotek-se");
        await staff.Tab.Locator("form[action$='/seek'] button").ClickAsync();
        await staff.UntilAsync(page, () => staff.Tab.Locator("#seek").IsVisibleAsync());
        await CheckAsync(staff, faults, "an incident with people");
        await staff.Tab.Locator("form:has(input[value=NotNotify]) button").ClickAsync();
        await CheckAsync(staff, faults, "an incident with an error");
        await staff.GoAsync(page + "/notification");
        await CheckAsync(staff, faults, "a notification");
        await PictureAsync(staff, "notification");
        await staff.GoAsync("/console/incidents");
        await CheckAsync(staff, faults, "the register of incidents with a row");
    }

    // A page without rows says little of how it is with them: one recipient waits, and one control has measured.
    private async Task CheckWithContentAsync(Visitor visitor, List<string> faults)
    {
        var person = await ErasedPerson.MakeAsync(app);
        await visitor.UntilAsync("/console/erasures", () => visitor.Tab.GetByText(person).First.IsVisibleAsync());
        await CheckAsync(visitor, faults, "/console/erasures with a recipient");
        await PictureAsync(visitor, "erasures");
        await CorrectInCaseAsync(visitor, faults);
        await visitor.GoAsync("/console/controls");
        await visitor.Tab.Locator("#fields-classified button").ClickAsync();
        await Assertions.Expect(visitor.Tab.Locator("#fields-classified .good")).ToBeVisibleAsync();
        await CheckAsync(visitor, faults, "/console/controls, one run");
        await PictureAsync(visitor, "controls");
    }

    // A refusal waits for another, and cases are chosen in the queue for one step.
    private static async Task ProposeAsync(Visitor staff, List<string> faults)
    {
        var path = "/" + string.Join('/', staff.Path.Split('/')[2..]);
        await staff.Tab.Locator("#step").SelectOptionAsync("Refuse");
        await staff.Tab.Locator("#reason").SelectOptionAsync("data-is-right");
        await staff.Tab.Locator("form[action$='/step'] button").ClickAsync();
        await Assertions.Expect(staff.Tab.Locator("#proposal")).ToBeVisibleAsync();
        await CheckAsync(staff, faults, "a case that waits for a second pair of eyes");
        await staff.GoAsync("/console/cases");
        await staff.Tab.Locator("input[name=case]").First.CheckAsync();
        await staff.Tab.Locator("form[action$='/together'] button").ClickAsync();
        await CheckAsync(staff, faults, "the queue with errors");
        await staff.Tab.Locator("#act").SelectOptionAsync("TakeOn");
        await staff.Tab.Locator("form[action$='/together'] button").ClickAsync();
        await CheckAsync(staff, faults, "one step for several cases");
        await staff.GoAsync(path);
    }

    // Somebody asks for a correction of what a client was given; the staff make it, and the client is to be told.
    private async Task CorrectInCaseAsync(Visitor staff, List<string> faults)
    {
        var language = staff.Path.Split('/')[1];
        var person = await OpenAsync(language);
        await person.OpenAccountAsync();
        await person.SignInAsync();
        await person.JoinAsync("Svetsning");
        await person.GoAsync("/request");
        await person.Tab.Locator("#kind").SelectOptionAsync("Rectification");
        await person.Tab.Locator("#controller").SelectOptionAsync("aerotek-se");
        await person.Tab.Locator("#residence").SelectOptionAsync("SE");
        await person.Tab.Locator("#message").FillAsync(language is "sv" ? "Mitt namn är fel." : "My name is wrong.");
        await person.SendAsync();
        await ShowDocumentAsync(staff, person, faults);
        await ErasedPerson.HandOverAsync(app, await staff.Tab.Locator("dl.pairs code").First.InnerTextAsync());
        await CheckAsync(staff, faults, "a case with a correction");
        await ProposeAsync(staff, faults);
        await PictureAsync(staff, "case-correction");
        var name = staff.Tab.Locator("#record option").Filter(new() { HasText = language is "sv" ? "Namn" : "Name" }).First;
        await staff.Tab.Locator("#record").SelectOptionAsync(await name.GetAttributeAsync("value") ?? "");
        await staff.Tab.Locator("#value").FillAsync("Åsa Annan");
        await staff.Tab.Locator("form[action$='/correct'] button").ClickAsync();
        await CheckAsync(staff, faults, "a case, corrected");
        await staff.GoAsync("/console/corrections");
        await Assertions.Expect(staff.Tab.GetByText("Björkdal").First).ToBeVisibleAsync();
        await CheckAsync(staff, faults, "/console/corrections with a recipient");
        await PictureAsync(staff, "corrections");
    }

    // The staff ask for a document, the person sends a picture, and the staff say that it shows who it is.
    private static async Task ShowDocumentAsync(Visitor staff, Visitor person, List<string> faults)
    {
        var (own, staffs) = (person.Path[3..], "/console/cases/" + person.Path.Split('/')[^1]);
        await staff.GoAsync(staffs);
        await staff.Tab.Locator("#step").SelectOptionAsync("AskIdentity");
        await staff.Tab.Locator("#document").CheckAsync();
        await staff.Tab.Locator("form[action$='/step'] button").ClickAsync();
        await Assertions.Expect(staff.Tab.Locator("#shows")).ToBeVisibleAsync();
        await person.GoAsync(own);
        await CheckAsync(person, faults, "my case wants a document");
        await PictureAsync(person, "document-wanted");
        await person.Tab.Locator("form[action$='/document'] button").ClickAsync();
        await CheckAsync(person, faults, "my case wants a document, with errors");
        await person.Tab.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "pass.png", MimeType = "image/png", Buffer = await person.Tab.ScreenshotAsync(),
        });
        await person.Tab.Locator("form[action$='/document'] button").ClickAsync();
        await Assertions.Expect(person.Tab.Locator("main [role=status]")).ToBeVisibleAsync();
        await staff.GoAsync(staffs);
        await CheckAsync(staff, faults, "a case with a document");
        await PictureAsync(staff, "document-sent");
        await staff.Tab.Locator("#shows").SelectOptionAsync("yes");
        await staff.Tab.Locator("form[action$='/document'] button").ClickAsync();
        await Assertions.Expect(staff.Tab.Locator("#shows")).ToHaveCountAsync(0);
    }

    private Task<Visitor> OpenAsync(string language) => Visitor.OpenAsync(app, chromium, language, script: true);
}
