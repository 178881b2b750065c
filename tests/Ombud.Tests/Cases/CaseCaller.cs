using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Ombud.Cases;
using Ombud.Cases.Filing;
using Ombud.Cases.Moving;
using Ombud.Database;
using Ombud.Policies.Cases;
using Ombud.Shared;
using Ombud.SignIn.Staff;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.Cases;

/// <summary>Files cases and takes steps in them, as pages or staff would.</summary>
internal static class CaseCaller
{
    public const string Controller = "aerotek-se";
    public const string Canary = "canary-of-a-case";
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A Wednesday from which clocks end on days that the tests name.</summary>
    public static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));

    /// <summary>The form of a request, filled in.</summary>
    public static (string, string)[] Request(
        CaseKind kind, string address = "anna@person.example", string residence = "SE", string message = Canary) =>
    [
        ("kind", kind.ToString()), ("controller", Controller), ("residence", residence), ("name", "Anna Exempel"), ("address", address),
        ("message", message),
    ];

    /// <summary>Files a case past the form, and gives its id.</summary>
    public static async Task<Guid> FileAsync(
        this OmbudApp app, CaseKind kind, string? address = "anna@person.example", string? residence = "SE",
        string controller = Controller)
    {
        var id = Guid.CreateVersion7(app.Get<TimeProvider>().GetUtcNow());
        Assert.Equal(FilingOutcome.Filed, await app.Get<FileCase>().RunAsync(
            new NewCase
            {
                Id = id, Kind = kind, Channel = CaseChannel.Form, Controller = controller, Residence = residence, Language = "en",
                Contact = new(new CaseContact("Anna Exempel", address)), Says = new(Canary),
                ReceivedAt = app.Get<TimeProvider>().GetUtcNow(),
            },
            None));
        return id;
    }

    /// <summary>Takes a step as somebody of the staff; where it takes two, one proposes it and another approves it.</summary>
    public static async Task<CaseRefusal> StepAsync(
        this OmbudApp app, Guid id, CaseStep step, string? reason = null, DateOnly? until = null)
    {
        var order = new StepOrder(step, CaseAuthor.Staff, "staff-one") { Reason = reason, Until = until };
        var (outcome, refusal) = await app.Get<TakeStep>().RunAsync(id, order, None);
        Assert.NotEqual(StepOutcome.NoSuchCase, outcome);
        if (refusal is not CaseRefusal.SecondMissing)
            return refusal;
        var propose = app.Get<ProposeStep>();
        Assert.Equal(CaseRefusal.None, (await propose.RunAsync(id, order, None)).Refusal);
        var proposal = (await app.FileOfAsync(id)).State.Proposal!.Id;
        return (await propose.ApproveAsync(id, proposal, "staff-two", None)).Refusal;
    }

    public static async Task<CaseFile> FileOfAsync(this OmbudApp app, Guid id) =>
        await app.Get<CaseBook>().FindAsync(id, None) ?? throw new InvalidOperationException("No such case.");

    /// <summary>Ids of the next steps that a case's page shows.</summary>
    public static async Task<List<string>> NextOfAsync(this OmbudApp app, Guid id) =>
        [.. app.Get<CaseView>().Of(await app.FileOfAsync(id)).Next.Select(step => step.Id)];

    /// <summary>Ids of all cases, as they lie.</summary>
    public static async Task<List<CaseRow>> RowsAsync(this OmbudApp app)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        return await context.Set<CaseRow>().AsNoTracking().OrderBy(row => row.CaseId).ToListAsync(None);
    }

    /// <summary>Kinds of the facts of a case, in the order of the alphabet: of one moment none is the first.</summary>
    public static async Task<List<string>> FactsAsync(this OmbudApp app, Guid id)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        var bucket = Bucket.Of(id);
        return await context.Set<Ombud.Log.ClearFactRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == id).OrderBy(row => row.Kind).Select(row => row.Kind).ToListAsync(None);
    }

    /// <summary>Makes a further account of the staff and signs it in.</summary>
    public static async Task<Browser> SecondStaffAsync(this OmbudApp app, string role = StaffRoles.Officer)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var name = $"second-{role}";
        var (password, errors) = await scope.ServiceProvider.GetRequiredService<AddStaff>().RunAsync(name, role, None);
        Assert.Empty(errors);
        var browser = new Browser(app);
        using var entered = await browser.SendFormAsync("/en/console/sign-in", ("name", name), ("password", password!));
        Assert.Equal(302, (int)entered.StatusCode);
        return browser;
    }

    /// <summary>The letters to an address, as the development page shows them.</summary>
    public static async Task<List<(string Subject, string Body)>> LettersAsync(this OmbudApp app, string address)
    {
        using var page = await new HtmlParser().ParseDocumentAsync(await app.Http.GetStringAsync("/dev/mails"));
        return [.. page.QuerySelectorAll("article").Where(mail => mail.QuerySelector(".to")!.TextContent == address)
            .Select(mail => (mail.QuerySelector("h2")!.TextContent, mail.QuerySelector("pre")!.TextContent))];
    }

    public static async Task<string> TextAsync(this Browser browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync(None);
    }
}
