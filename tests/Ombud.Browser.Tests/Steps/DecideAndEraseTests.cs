using System.Diagnostics;
using Microsoft.Playwright;
using Ombud.Browser.Tests.Running;

namespace Ombud.Browser.Tests.Steps;

/// <summary>The fourth step: take a consent back, object, be erased, and check the receipt.</summary>
public sealed class DecideAndEraseTests(RunningApp app, Chromium chromium)
{
    private const string Permitted = "#choice-job-alerts .decision .good";

    [Theory]
    [Trait("Promise", "rights.withdraw")]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task A_consent_taken_back_changes_the_decision_at_once(string language)
    {
        var visitor = await SignedInAsync(language);
        await visitor.GoAsync("/my-data/choices");
        await Assertions.Expect(visitor.Tab.Locator(Permitted)).ToHaveCountAsync(1);

        await visitor.Tab.Locator("#choice-job-alerts form:has([value=withdraw]) button").ClickAsync();

        await Assertions.Expect(visitor.Tab.Locator(Permitted)).ToHaveCountAsync(0);
        await Assertions.Expect(visitor.Tab.Locator("#choice-job-alerts .decision .bad")).ToHaveCountAsync(1);
    }

    [Theory]
    [Trait("Promise", "choices.opt-out")]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task An_objection_to_all_marketing_changes_the_decision_at_once(string language)
    {
        var visitor = await SignedInAsync(language);
        await visitor.GoAsync("/my-data/choices");

        await visitor.Tab.Locator("main form:has([value=object]) button").First.ClickAsync();

        await Assertions.Expect(visitor.Tab.Locator(Permitted)).ToHaveCountAsync(0);
    }

    [Theory]
    [Trait("Promise", "rights.rectify-erase")]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task An_erasure_gives_a_receipt_that_can_be_checked_offline(string language)
    {
        var visitor = await SignedInAsync(language);
        await visitor.GoAsync("/my-data/erase");
        await visitor.SendAsync();
        await Assertions.Expect(visitor.Errors).ToHaveCountAsync(1);

        await visitor.Tab.Locator("#confirm").CheckAsync();
        await visitor.SendAsync();
        var page = visitor.Path[3..];
        Assert.StartsWith("/erasure/", page, StringComparison.Ordinal);
        var receipt = await ProvedReceiptAsync(visitor, page);

        await visitor.GoAsync("/check-receipt");
        await visitor.Tab.Locator("#text").FillAsync(receipt);
        await visitor.SendAsync();
        await Assertions.Expect(visitor.Tab.Locator("section.card .good")).ToBeVisibleAsync();
        await visitor.GoAsync(page);
        var command = await visitor.Tab.Locator("main pre").InnerTextAsync();
        var key = command.Split("--key ")[1].Trim().Trim('"');
        Assert.Equal(0, await VerifyAsync(receipt, key));
        Assert.NotEqual(0, await VerifyAsync(receipt.Replace("\"leafIndex\"", "\"leafIndeks\"", StringComparison.Ordinal), key));
        await visitor.GoAsync("/my-data");
        Assert.Equal($"/{language}/sign-in", visitor.Path);
    }

    private async Task<Visitor> SignedInAsync(string language)
    {
        var visitor = await Visitor.OpenAsync(app, chromium, language);
        await visitor.OpenAccountAsync("job-alerts");
        await visitor.SignInAsync();
        await visitor.JoinAsync("Svetsning");
        return visitor;
    }

    // The log is signed within a second or two; until then a receipt has no proof.
    private static async Task<string> ProvedReceiptAsync(Visitor visitor, string page)
    {
        var receipt = "";
        for (var i = 0; i < 60 && !receipt.Contains("checkpoint\":\"", StringComparison.Ordinal); i++)
        {
            await Task.Delay(500);
            receipt = (await (await visitor.FetchAsync(page + "/receipt.json")).TextAsync()).Replace("\": \"", "\":\"", StringComparison.Ordinal);
        }

        return receipt;
    }

    private static async Task<int> VerifyAsync(string receipt, string key)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, receipt);
            var start = new ProcessStartInfo("dotnet", [Repository.Product, "verify", "--receipt", file, "--key", key])
            {
                RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            };
            using var verify = Process.Start(start)!;
            await Task.WhenAll(verify.StandardOutput.ReadToEndAsync(), verify.StandardError.ReadToEndAsync());
            await verify.WaitForExitAsync();
            return verify.ExitCode;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
