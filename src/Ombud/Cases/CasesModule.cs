using Ombud.Advice;
using Ombud.Cases.Agents;
using Ombud.Cases.Clients;
using Ombud.Cases.Clients.Api;
using Ombud.Cases.Filing;
using Ombud.Cases.Following;
using Ombud.Cases.Letters;
using Ombud.Cases.Mailbox;
using Ombud.Cases.Mailbox.Reading;
using Ombud.Cases.Moving;
using Ombud.Cases.Officer;
using Ombud.Cases.Proof;
using Ombud.Cases.Protocols;
using Ombud.Cases.Running;
using Ombud.Cases.Together;
using Ombud.Cases.Working;
using Ombud.Erasure;
using Ombud.Jobs;
using Ombud.Layout;
using Ombud.Layout.Api;
using Ombud.Log;
using Ombud.SignIn.Codes;

namespace Ombud.Cases;

/// <summary>Whatever has a clock and an owner: requests, complaints, questions and reports.</summary>
internal static class CasesModule
{
    public static IServiceCollection AddCases(
        this IServiceCollection services, DeskAddress desk, Mailboxes mailboxes, ProtocolSettings protocols)
    {
        services.AddFacts();
        services.AddSingleton<CaseSeal>();
        services.AddSingleton<CaseBook>();
        services.AddSingleton<INobody>(provider => provider.GetRequiredService<CaseBook>());
        services.AddSingleton<CaseChanges>();
        services.AddSingleton<CaseClocks>();
        services.AddSingleton<CaseKeeping>();
        services.AddSingleton<CaseLookups>();
        services.AddSingleton<ISweep>(provider => provider.GetRequiredService<CaseLookups>());
        services.AddSingleton<IForgetsAddress>(provider => provider.GetRequiredService<CaseLookups>());
        services.AddSingleton<PersonCases>();
        services.AddSingleton<CaseTicket>();
        services.AddSingleton<NextSteps>();
        services.AddSingleton<GrantReasons>();
        services.AddSingleton<CaseLetters>();
        services.AddSingleton(desk);
        services.AddSingleton<DeskLetters>();
        services.AddSingleton<CaseDocuments>();
        services.AddSingleton<ISweep, EndDocuments>();
        services.AddSingleton<CaseDoor>();
        services.AddSingleton<IAdvisable, AdviseOnCase>();
        services.AddClients();
        services.AddSingleton<CaseView>();
        services.AddSingleton<FileCase>();
        services.AddSingleton<TakeStep>();
        services.AddSingleton<WriteInCase>();
        services.AddSingleton<ProposeStep>();
        services.AddSingleton<StepsTogether>();
        services.AddSingleton<ChildErasures>();
        services.AddSingleton<SecureAccount>();
        services.AddSingleton<JudgeBreach>();
        services.AddSingleton<CorrectInCase>();
        services.AddSingleton<RestrictInCase>();
        services.AddSingleton<FindPersons>();
        services.AddSingleton<ClaimCase>();
        services.AddSingleton<AgentCases>();
        services.AddSingleton<MoveMandate>();
        services.AddSingleton<DecideMandate>();
        services.AddSingleton<DueCases>();
        services.AddSingleton<ISweep>(provider => provider.GetRequiredService<DueCases>());
        services.AddSingleton<EndCaseFiles>();
        services.AddSingleton<ISweep>(provider => provider.GetRequiredService<EndCaseFiles>());
        services.AddMailboxes(mailboxes);
        services.AddProtocols(protocols);
        services.AddSingleton(new Doorway(MakeRequest.Path, 30, FilingTexts.Title, FilingTexts.Says) { OnFront = true });
        services.AddSingleton(new Doorway(MakeRequest.OfficerPath, 32, OfficerTexts.Title, OfficerTexts.Says));
        services.AddSingleton(new Doorway(FollowCase.Path, 35, FollowingTexts.Title, FollowingTexts.Says) { OnFront = true });
        services.AddSingleton(new ConsoleDoorway(WorkCases.Path, 5, WorkingTexts.Title, WorkingTexts.Says));
        return services;
    }

    private static void AddFacts(this IServiceCollection services)
    {
        services.AddSingleton(FactType.Of("case.received", () => CaseFactsJson.Default.CaseReceived));
        services.AddSingleton(FactType.Of("case.moved", () => CaseFactsJson.Default.CaseMoved));
        services.AddSingleton(FactType.Of("case.confirmed", () => CaseFactsJson.Default.CaseConfirmed));
        services.AddSingleton(FactType.Of("case.noted", () => CaseFactsJson.Default.CaseNoted));
        services.AddSingleton(FactType.Of("case.recourse-taken", () => CaseFactsJson.Default.CaseRecourseTaken));
        services.AddSingleton(FactType.Of("case.person-sought", () => CaseFactsJson.Default.CasePersonSought));
        services.AddSingleton(FactType.Of("case.erasure-opened", () => CaseFactsJson.Default.CaseErasureOpened));
        services.AddSingleton(FactType.Of("case.sessions-ended", () => CaseFactsJson.Default.CaseSessionsEnded));
        services.AddSingleton(FactType.Of("case.breach-judged", () => CaseFactsJson.Default.CaseBreachJudged));
        services.AddSingleton(FactType.Of("case.value-corrected", () => CaseFactsJson.Default.CaseValueCorrected));
        services.AddSingleton(FactType.Of("case.restriction-set", () => CaseFactsJson.Default.CaseRestrictionSet));
        services.AddSingleton(FactType.Of("case.lifting-told", () => CaseFactsJson.Default.CaseLiftingTold));
        services.AddSingleton(FactType.Of("case.mandate-moved", () => CaseFactsJson.Default.CaseMandateMoved));
        services.AddSingleton(FactType.Of("case.copy-deleted", () => CaseFactsJson.Default.CaseCopyDeleted));
        services.AddSingleton(FactType.Of("case.answer-fetched", () => CaseFactsJson.Default.CaseAnswerFetched));
        services.AddSingleton(FactType.Of("case.document-sent", () => CaseFactsJson.Default.CaseDocumentSent));
        services.AddSingleton(FactType.Of("case.document-read", () => CaseFactsJson.Default.CaseDocumentRead));
        services.AddSingleton(FactType.Of("case.document-ended", () => CaseFactsJson.Default.CaseDocumentEnded));
        services.AddSingleton(FactType.Of("case.step-proposed", () => CaseFactsJson.Default.CaseStepProposed));
        services.AddSingleton(FactType.Of("case.step-approved", () => CaseFactsJson.Default.CaseStepApproved));
        services.AddSingleton(FactType.Of("case.step-sent-back", () => CaseFactsJson.Default.CaseStepSentBack));
        services.AddSingleton(FactType.Of("case.handed-on", () => CaseFactsJson.Default.CaseHandedOn));
        services.AddSingleton(FactType.Of("case.helped", () => CaseFactsJson.Default.CaseHelped));
        services.AddSingleton(FactType.Of("case.assigned", () => CaseFactsJson.Default.CaseAssigned));
        services.AddSingleton(FactType.Of("case.reminded", () => CaseFactsJson.Default.CaseReminded));
        services.AddSingleton(FactType.Of("case.read", () => CaseFactsJson.Default.CaseRead));
        services.AddSingleton(FactType.Of("case.file-ended", () => CaseFactsJson.Default.CaseFileEnded));
    }

    private static void AddClients(this IServiceCollection services)
    {
        services.AddSingleton<ClientLetters>();
        services.AddSingleton<ClientParts>();
        services.AddSingleton<HandOnRequest>();
        services.AddSingleton<IJobHandler>(provider => provider.GetRequiredService<HandOnRequest>());
        services.AddSingleton<AnswerForClient>();
        services.AddProblems(ClientProblems.All);
        services.AddApiJson(ClientJson.Default);
    }

    private static void AddMailboxes(this IServiceCollection services, Mailboxes mailboxes)
    {
        services.AddSingleton(mailboxes);
        services.AddSingleton<OurAddresses>();
        services.AddSingleton<MailIds>();
        services.AddSingleton<ReadMail>();
        services.AddSingleton<FileMail>();
        services.AddSingleton<ReadMailbox>();
        services.AddSingleton<MailboxStates>();
        services.AddSingleton<TryMailbox>();
        services.AddSingleton<MailboxRunner>();
        if (mailboxes.All.Count > 0)
            services.AddHostedService(provider => provider.GetRequiredService<MailboxRunner>());
    }

    public static void MapCases(this IEndpointRouteBuilder app)
    {
        MakeRequest.Map(app);
        FileForSomebody.Map(app);
        FollowCase.Map(app);
        ProofPages.MapOwn(app);
        AnswerMandate.Map(app);
        FollowAsAgent.Map(app);
        WorkTogether.Map(app);
        // Whatever the staff open or do by a case's id goes through its door.
        var desk = app.MapGroup("").AddEndpointFilter<RouteGroupBuilder, CaseDoor>();
        WorkCases.Map(desk);
        ActOnPerson.Map(desk);
        CorrectPerson.Map(desk);
        ActOnRestriction.Map(desk);
        CheckMandate.Map(desk);
        SecondLook.Map(desk);
        ProofPages.MapStaffs(desk);
        app.MapProtocols();
        ClientApi.Map(app);
    }
}
