using Microsoft.Playwright;
using Ombud.Browser.Tests.Running;
using Ombud.Browser.Tests.Steps;

namespace Ombud.Browser.Tests.Pages;

/// <summary>Takes the README's pictures from the running product, into the folder that OMBUD_SCREENSHOTS names.</summary>
public sealed class PicturesTests(RunningApp app, Chromium chromium)
{
    private const int LargestPicture = 250_000;

    [Fact]
    public async Task The_pictures_of_the_README_are_taken()
    {
        var folder = Environment.GetEnvironmentVariable("OMBUD_SCREENSHOTS") ?? "";
        Assert.SkipWhen(folder is "", "OMBUD_SCREENSHOTS names no folder to put the pictures in.");
        Directory.CreateDirectory(folder);
        var swedish = await Visitor.OpenAsync(app, chromium, "sv");
        await TakeAsync(swedish, folder, "front-page", "");
        await TakeAsync(swedish, folder, "collection", "/collect/job-seeker-account", "form");
        await TakeAsync(swedish, folder, "word", "/word");

        var english = await Visitor.OpenAsync(app, chromium, "en");
        await TakeAsync(english, folder, "notice", "/notice");
        await english.OpenAccountAsync("job-alerts", "newsletters");
        await english.SignInAsync();
        await english.JoinAsync("Svetsning");
        await TakeAsync(english, folder, "my-data", "/my-data");
        await english.SignInAsStaffAsync();
        await english.GoAsync("/console/may-i");
        await english.Tab.Locator("#person").FillAsync(english.Address);
        await english.Tab.Locator("#controller").SelectOptionAsync("aerotek-se");
        await english.Tab.Locator("#purpose").SelectOptionAsync("help-job-seekers");
        await english.Tab.Locator("#category-contact-details").CheckAsync();
        await english.SendAsync();
        await TakeAsync(english.Tab, folder, "may-i", "main section");
    }

    private static async Task TakeAsync(Visitor visitor, string folder, string name, string page, string? from = null)
    {
        await visitor.GoAsync(page);
        await TakeAsync(visitor.Tab, folder, name, from);
    }

    private static async Task TakeAsync(IPage tab, string folder, string name, string? from)
    {
        if (from is not null)
        {
            var place = await tab.Locator(from).First.BoundingBoxAsync();
            await tab.Mouse.WheelAsync(0, place!.Y - 20);
            await tab.WaitForTimeoutAsync(300);
        }

        var picture = await tab.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
        Assert.InRange(picture.Length, 1, LargestPicture);
    }
}
