using System.Net;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Log;
using Ombud.SignIn.Staff;
using Ombud.Tests.Running;

namespace Ombud.Tests.SignIn;

public sealed class StaffCommandTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task An_account_is_made_while_the_product_serves_and_its_password_is_shown_once_and_lets_in()
    {
        await using var app = await OmbudApp.StartAsync();

        var made = await OmbudProcess.RunAsync(["staff", "add", "desk-two", .. app.Storage.Arguments]);
        var again = await OmbudProcess.RunAsync(["staff", "add", "desk-two", .. app.Storage.Arguments]);
        var unfit = await OmbudProcess.RunAsync(["staff", "add", "two words", .. app.Storage.Arguments]);

        Assert.True(made.Code == 0, made.Error);
        var unknown = await OmbudProcess.RunAsync(["staff", "add", "desk-three", "--role", "king", .. app.Storage.Arguments]);
        Assert.Equal((2, 2), (again.Code, unfit.Code));
        Assert.NotEqual(0, unknown.Code);
        Assert.Contains("dpo", unknown.Error + unknown.Out, StringComparison.Ordinal);
        Assert.Contains("No account was made", again.Error, StringComparison.Ordinal);
        var password = made.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].Trim();
        using var browser = new Browser(app);
        using var entered = await browser.SendFormAsync("/en/console/sign-in", ("name", "desk-two"), ("password", password));
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);

        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        Assert.Equal(2, await context.Set<StaffAccount>().CountAsync(None));
        Assert.False(await app.Get<StaffCount>().IsAloneAsync(None));
        var facts = await context.Set<ClearFactRow>().AsNoTracking().Where(row => row.Kind == "staff.added").ToListAsync(None);
        Assert.DoesNotContain("desk-two", System.Text.Encoding.UTF8.GetString(Assert.Single(facts).SaltedBody), StringComparison.Ordinal);
    }
}
