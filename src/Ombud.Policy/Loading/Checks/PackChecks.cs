namespace Ombud.Policies.Loading.Checks;

/// <summary>A rule about the meaning of a whole version.</summary>
internal interface IPackCheck
{
    /// <summary>Reports everything that breaks the rule.</summary>
    void Run(CheckContext check);
}

/// <summary>All checks. Each runs, whatever the others found.</summary>
internal static class PackChecks
{
    private static readonly IPackCheck[] All =
    [
        new ClauseReferencesResolve(),
        new PartyReferencesResolve(),
        new PurposeReferencesResolve(),
        new RuleReferencesResolve(),
        new PointReferencesResolve(),
        new KeepingReferencesResolve(),
        new ReadingReferencesResolve(),
        new RecourseReferencesResolve(),
        new FourEyesReferencesResolve(),
        new SectionsHaveClauses(),
        new ClausesHaveStatements(),
        new AttestationsAreSane(),
        new SetsStayWithinTheirSize(),
        new PurposesHaveBases(),
        new BasesAreComplete(),
        new MarketingHasItsBasis(),
        new TopicsAreOfMarketing(),
        new ClientsHaveProcessors(),
        new RecipientsHaveFunctions(),
        new PointsFitTheirPurposes(),
        new OthersAreConfirmed(),
        new ChoicesAreChoosable(),
        new FieldsAreClassified(),
        new FieldsFitTheirPoint(),
        new FieldsAreKeptByRule(),
        new FieldsHaveTheirType(),
        new FieldsFitTheResume(),
        new SafeguardsHold(),
        new CertificationsHold(),
        new RecourseIsComplete(),
        new RecourseHasItsOrder(),
        new RecourseExists(),
        new FourEyesAreOfStaff(),
    ];

    internal static void Run(CheckContext check)
    {
        foreach (var rule in All)
            rule.Run(check);
    }
}
