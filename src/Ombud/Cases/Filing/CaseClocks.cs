using Ombud.Notices;
using Ombud.Policies.Cases;
using Ombud.Policies.Clocks;
using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Cases.Filing;

/// <summary>The clocks of the law that run for a case: by the company's country and by the person's (promise
/// <c>rights.shield-handling</c>).</summary>
internal sealed class CaseClocks(LegalData law, Regimes regimes)
{
    // Whose residents may complain under the framework (promise shield.complaints).
    private static readonly string[] UnderFramework = ["eu", "uk", "ch"];

    /// <summary>All that apply, the strictest first.</summary>
    /// <param name="residence">Id of the country; null for unknown, which counts as the European Union.</param>
    /// <param name="provedAt">When the person showed who they are; null until then.</param>
    public LegalClocks Of(CaseKind kind, string? residence, Party controller, DateTimeOffset receivedAt, DateTimeOffset? provedAt = null)
    {
        var isUnderFramework = kind is CaseKind.Complaint
            && regimes.OfResidence(residence).Any(regime => UnderFramework.Contains(regime, StringComparer.Ordinal));
        return LegalClocks.Of(
            law, CaseDeadlines.EventsOf(kind), DayOf(controller, receivedAt), regimes.For(residence, controller),
            isUnderFramework ? [CaseDeadlines.Framework] : [], controller.Country,
            provedAt is { } proved ? DayOf(controller, proved) : null);
    }

    private DateOnly DayOf(Party controller, DateTimeOffset moment) => LegalClocks.DayOf(law, controller.Country, moment);
}
