using Ombud.Cases;
using Ombud.Cases.Agents;
using Ombud.Cases.Filing;
using Ombud.Policies.Cases;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.Cases.Agents;

/// <summary>Somebody who asks for somebody else.</summary>
internal static class AgentCaller
{
    public const string Agent = "lo.lawyer@agents.example";
    public const string Person = "anna@person.example";
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>The form of a request for somebody else, filled in.</summary>
    public static (string, string)[] Form(
        CaseKind kind, string person = Person, string agent = Agent, string capacity = "Lawyer", string name = "Lo Ombud") =>
    [
        .. CaseCaller.Request(kind, person), ("agent-name", name), ("agent-address", agent), ("capacity", capacity),
    ];

    /// <summary>Files a case for Anna past the form.</summary>
    public static async Task<Guid> FileForAnnaAsync(
        this OmbudApp app, CaseKind kind, string? address = Person, AgentCapacity capacity = AgentCapacity.Lawyer)
    {
        var id = Guid.CreateVersion7(app.Get<TimeProvider>().GetUtcNow());
        Assert.Equal(FilingOutcome.Filed, await app.Get<FileCase>().RunAsync(
            new NewCase
            {
                Id = id, Kind = kind, Channel = CaseChannel.Form, Controller = CaseCaller.Controller, Residence = "SE", Language = "en",
                Contact = new(new CaseContact("Anna Exempel", address) { Agent = new AgentContact("Lo Ombud", Agent) }),
                Says = new(CaseCaller.Canary), Capacity = capacity, Author = CaseAuthor.Agent, By = "agent",
                ReceivedAt = app.Get<TimeProvider>().GetUtcNow(),
            },
            None));
        return id;
    }

    /// <summary>Signs the agent in.</summary>
    public static async Task<Browser> AgentAsync(this OmbudApp app) => (await MyData.Person.SignInAsync(app, Agent)).Browser;

    /// <summary>The person answers about their agent, from a session that has just begun.</summary>
    public static async Task<Browser> AnswerAsync(this OmbudApp app, Guid id, MandateAnswer answer)
    {
        var (_, browser) = await MyData.Person.SignInAsync(app, Person);
        using var sent = await browser.SendFormToAsync($"/en/my-cases/{id:D}/mandate", "/mandate", ("answer", answer.ToString()));
        Assert.Equal(302, (int)sent.StatusCode);
        return browser;
    }

    /// <summary>Where a case's mandate stands.</summary>
    public static async Task<MandateState?> MandateOfAsync(this OmbudApp app, Guid id) =>
        (await app.FileOfAsync(id)).State.Mandate?.State;
}
