using System.Net;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Ombud.Database;
using Ombud.SignIn.Staff;
using Ombud.Tests.Running;

namespace Ombud.Tests.SignIn;

public sealed class StaffTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_first_start_makes_one_account_that_can_sign_in(int engine)
    {
        var first = await OmbudApp.StartAsync((Engine)engine);
        var file = Path.Combine(first.Storage.DataFolder, "first-start.txt");
        var told = await File.ReadAllTextAsync(file, None);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.DoesNotContain(first.Logs.Lines, line => line.Contains(PasswordIn(told), StringComparison.Ordinal));

        await using var app = await OmbudApp.StartAsync(await first.StopAsync());
        Assert.Equal(told, await File.ReadAllTextAsync(file, None));
        using var browser = new Browser(app);
        using var refused = await browser.GetAsync("/en/console/test");
        Assert.Equal("/en/console/sign-in", refused.Headers.Location!.PathOf());
        using var entered = await SignInAsync(browser, "officer", PasswordIn(told));
        Assert.Equal("/en/console", entered.Headers.Location!.OriginalString);
        using var shown = await browser.GetAsync("/en/console/test");
        Assert.Equal("officer True", await shown.Content.ReadAsStringAsync(None));

        await browser.SendFormAsync("/en/console/sign-out");
        using var after = await browser.GetAsync("/en/console/test");
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_and_unknown_accounts_answer_alike()
    {
        await using var app = await OmbudApp.StartAsync();
        using var browser = new Browser(app);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++)
            answers.Add((await SignInAsync(browser, "officer", "wrong password " + i)).StatusCode);
        answers.Add((await SignInAsync(browser, "officer", await PasswordAsync(app))).StatusCode);
        answers.Add((await SignInAsync(browser, "nobody", "wrong password")).StatusCode);

        Assert.All(answers, code => Assert.Equal(HttpStatusCode.UnprocessableEntity, code));
    }

    [Fact]
    public async Task A_wrong_password_costs_the_same_for_an_account_that_is_there_locked_or_unknown()
    {
        await using var app = await OmbudApp.StartAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
        var counting = new CountingHasher(accounts.PasswordHasher);
        accounts.PasswordHasher = counting;
        var signIn = ActivatorUtilities.CreateInstance<StaffSignIn>(scope.ServiceProvider, (IPasswordHasher<StaffAccount>)counting);
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext { RequestServices = scope.ServiceProvider };

        var costs = new List<int>();
        foreach (var name in new[] { "nobody", "nobody", "officer" })
            costs.Add(await CostAsync(name));
        var officer = (await accounts.FindByNameAsync("officer"))!;
        await accounts.SetLockoutEndDateAsync(officer, DateTimeOffset.MaxValue);
        costs.Add(await CostAsync("officer"));
        Assert.False(await signIn.TryAsync(http, "officer", await PasswordAsync(app)));

        Assert.Equal([1, 1, 1, 1], costs);

        async Task<int> CostAsync(string name)
        {
            var before = counting.Hashed;
            Assert.False(await signIn.TryAsync(http, name, "a wrong password"));
            return counting.Hashed - before;
        }
    }

    private sealed class CountingHasher(IPasswordHasher<StaffAccount> inner) : IPasswordHasher<StaffAccount>
    {
        public int Hashed { get; private set; }

        public string HashPassword(StaffAccount user, string password)
        {
            Hashed++;
            return inner.HashPassword(user, password);
        }

        public PasswordVerificationResult VerifyHashedPassword(StaffAccount user, string hashedPassword, string providedPassword)
        {
            Hashed++;
            return inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }

    [Fact]
    public async Task A_changed_password_ends_the_sessions_that_are_open()
    {
        await using var app = await OmbudApp.StartAsync();
        using var browser = new Browser(app);
        var password = await PasswordAsync(app);
        await SignInAsync(browser, "officer", password);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/en/console/test")).StatusCode);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var accounts = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
            var officer = await accounts.FindByNameAsync("officer");
            Assert.True((await accounts.ChangePasswordAsync(officer!, password, "another long password")).Succeeded);
        }

        using var after = await browser.GetAsync("/en/console/test");
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task Mail_address_phone_and_authenticator_of_staff_are_stored_encrypted()
    {
        var app = await OmbudApp.StartAsync();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var accounts = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
            var officer = (await accounts.FindByNameAsync("officer"))!;
            await accounts.SetEmailAsync(officer, "kanarie.staff@group.example");
            await accounts.SetPhoneNumberAsync(officer, "+46 70 174 06 05");
            await accounts.SetAuthenticationTokenAsync(officer, "test", "secret", "kanarie-token");
            Assert.Equal("kanarie.staff@group.example", await accounts.GetEmailAsync(officer));
        }
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var accounts = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
            var officer = (await accounts.FindByEmailAsync("Kanarie.Staff@group.example"))!;
            Assert.Equal("+46 70 174 06 05", await accounts.GetPhoneNumberAsync(officer));
            Assert.Equal("kanarie-token", await accounts.GetAuthenticationTokenAsync(officer, "test", "secret"));
        }

        using var storage = await app.StopAsync();
        foreach (var file in Directory.EnumerateFiles(storage.DataFolder))
        {
            var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, None));
            Assert.DoesNotContain("kanarie", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("174 06 05", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Keys_of_cookies_lie_wrapped_in_the_key_store()
    {
        var app = await OmbudApp.StartAsync();
        using (var browser = new Browser(app))
            await browser.SignInAsync("anna@person.example");
        using var storage = await app.StopAsync();

        foreach (var file in Directory.EnumerateFiles(
            Path.GetDirectoryName(storage.DataFolder)!, "*", SearchOption.AllDirectories))
        {
            var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, None));
            Assert.DoesNotContain("masterKey", text, StringComparison.Ordinal);
        }
    }

    private static Task<HttpResponseMessage> SignInAsync(Browser browser, string name, string password) =>
        browser.SendFormAsync("/en/console/sign-in", ("name", name), ("password", password));

    private static async Task<string> PasswordAsync(OmbudApp app) =>
        PasswordIn(await File.ReadAllTextAsync(Path.Combine(app.Storage.DataFolder, "first-start.txt"), None));

    private static string PasswordIn(string told) =>
        told.Split('\n').Single(line => line.StartsWith("Console", StringComparison.Ordinal)).Split(": ")[1];
}

internal static class Locations
{
    /// <summary>The path of a location, which the framework writes absolute or not.</summary>
    public static string PathOf(this Uri location) =>
        location.IsAbsoluteUri ? location.LocalPath : location.OriginalString.Split('?')[0];
}
