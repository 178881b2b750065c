namespace Ombud.Policies.Cases;

/// <summary>By which clocks of the law a case runs: the words under which <c>law/deadlines.yaml</c> has what came in.</summary>
public static class CaseDeadlines
{
    /// <summary>The framework whose 45 days run for complaints (Supplemental Principle 11(d)(i)).</summary>
    public const string Framework = "DPF";

    private const string RightsRequest = "rights-request";
    private const string OptOut = "opt-out-or-limit";

    /// <summary>What receiving such a case is in the law's words; none where no law sets a clock.</summary>
    public static IReadOnlyList<string> EventsOf(CaseKind kind) => kind switch
    {
        // Switzerland has a clock for access alone.
        CaseKind.Access => [RightsRequest, "access-request"],
        CaseKind.Rectification or CaseKind.Erasure or CaseKind.Restriction or CaseKind.Portability or CaseKind.HumanReview =>
            [RightsRequest],
        CaseKind.Objection or CaseKind.Withdrawal => [RightsRequest, OptOut],
        CaseKind.Complaint => ["complaint"],
        CaseKind.SuspectedBreakIn => ["breach-to-authority"],
        CaseKind.Question or CaseKind.SuspectedChild or CaseKind.AuthorityDemand or CaseKind.OfficerMessage => [],
    };
}
