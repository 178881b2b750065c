using Ombud.Assurance.Canaries;
using Ombud.Assurance.Controls.Cases;
using Ombud.Assurance.Controls.Collecting;
using Ombud.Assurance.Controls.Connected;
using Ombud.Assurance.Controls.Declared;
using Ombud.Assurance.Controls.Incidents;
using Ombud.Assurance.Controls.Officer;
using Ombud.Assurance.Controls.Own;
using Ombud.Assurance.Controls.Pages;
using Ombud.Assurance.Controls.People;
using Ombud.Assurance.Controls.Records;
using Ombud.Assurance.Controls.Rights;
using Ombud.Assurance.Controls.Sharing;
using Ombud.Assurance.Measuring;

namespace Ombud.Assurance.Controls;

/// <summary>All controls, in one place.</summary>
internal static class ControlsList
{
    public static IServiceCollection AddControls(this IServiceCollection services) => services
        .AddSingleton<CanaryPerson>()
        .AddSingleton<CanaryPlanter>().AddSingleton<CanaryOthers>().AddSingleton<ProvedCanaries>()
        .AddSingleton<CanaryCases>().AddSingleton<CanaryIncidents>().AddSingleton<CanaryLetters>().AddSingleton<CanaryDisclosures>()
        .AddSingleton<OwnDisclosures>().AddSingleton<AnsweredCases>().AddSingleton<RawSearch>()
        .AddSingleton<PersonCookies>().AddSingleton<PointPages>().AddSingleton<OwnReport>()
        .AddSingleton<LogWatch>().AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<LogWatch>())
        .Add<TrailVerifies>().Add<TrailContinues>()
        .Add<StandingRecomputes>()
        .Add<NoticeComplete>().Add<ContentsResolve>().Add<VersionInForce>().Add<VersionsUnchanged>().Add<DifferencesShown>()
        .Add<CompaniesListed>().Add<ServicesShown>().Add<RecipientsMarked>().Add<LinksMarked>().Add<CertificationsShown>()
        .Add<ContactsShown>().Add<AuthoritiesShown>().Add<RightsByRegion>().Add<CookieInventory>()
        .Add<FieldsClassified>().Add<PointsDeclared>()
        .Add<UndeclaredDenied>().Add<BasesComplete>().Add<NoSaleWithoutOptIn>().Add<SpecialNeedsGround>()
        .Add<TransferDates>().Add<VendorAgreement>().Add<FrameworkPrevails>().Add<ProcessorInstructedOnly>().Add<RequestsHandedOn>()
        .Add<WithdrawalAtOnce>().Add<ObjectionStopsMarketing>().Add<ObjectionPends>().Add<RestrictionStopsUse>()
        .Add<SecurityHeadersSent>().Add<KeysApart>()
        .Add<NothingPastItsEnd>().Add<SweeperRuns>().Add<RecordsHaveSource>()
        .Add<ErasuresFinish>().Add<EndsFollow>()
        .Add<ChoicesUnticked>().Add<PointsShowRequirement>().Add<TransmissionWarned>()
        .Add<NoPlainCanary>().Add<ErasureLeavesNothing>().Add<HoldSuspends>().Add<Under13LeavesNothing>()
        .Add<OthersNeedConfirmation>().Add<ReadsNeedPurpose>().Add<CombinedNeverWidens>().Add<ConsentEvidence>()
        .Add<DisclosuresRecorded>().Add<SuppressionOutlives>().Add<JoinsNeedProof>()
        .Add<CollectionEvidence>().Add<ConfirmationsRecorded>().Add<LettersInTime>().Add<OfflineRecorded>()
        .Add<PublicSourceDated>().Add<PublicPosts>().Add<CategoriesExplained>()
        .Add<ReportByCategory>().Add<ReportInBothForms>().Add<ReportStatesSource>().Add<ReasonsToStay>()
        .Add<CorrectionsReplace>().Add<RecipientsTold>().Add<PortableFormats>().Add<HandOverOnce>()
        .Add<WithdrawAsEasy>().Add<SessionsEnd>()
        .Add<PurposesBounded>().Add<KindsHaveRules>().Add<KindsJudgedApart>().Add<DutiesApart>()
        .Add<InterestsBalanced>().Add<ExplicitConsentFirst>()
        .Add<PrinciplesCarried>().Add<PrinciplesReadable>()
        .Add<ComplaintsClocked>().Add<StrictestClockRuns>().Add<AnswersNameAuthority>()
        .Add<RequestWays>().Add<DisputeBodyOffered>().Add<ArbitrationLast>().Add<FourEyesKept>().Add<ChildReportErases>()
        .Add<DocumentsDestroyed>().Add<AnswersAlike>().Add<AnswersExplained>().Add<ObjectionsReasoned>().Add<EarlierExplained>()
        .Add<KeptIsNamed>()
        .Add<RightsWhereOneLives>().Add<ApplicantSeesDisclosures>().Add<JourneysShown>()
        .Add<BasesInRegister>().Add<InterestsShown>().Add<AgeAskedNeutrally>()
        .Add<ContactsInCases>().Add<ComplaintsReminded>().Add<QuestionsFollowed>()
        .Add<IncidentsOnTime>().Add<IncidentFindsAffected>().Add<BreakInOpensIncident>()
        .Add<OfficerOversees>().Add<OfficerMessagesPrivate>().Add<AdviceStays>()
        .Add<SystemsAsDescribed>().Add<SystemsErased>().Add<SystemsCorrected>().Add<SystemsRestricted>().Add<SystemsSwept>()
        .Add<SweepGoesOn>().Add<AccessReachesSystems>();

    private static IServiceCollection Add<TControl>(this IServiceCollection services)
        where TControl : class, IControl => services.AddSingleton<IControl, TControl>();
}
