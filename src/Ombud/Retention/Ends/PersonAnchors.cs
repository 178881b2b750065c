using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Policies.Retention;
using Ombud.Vault;

namespace Ombud.Retention.Ends;

/// <summary>What has happened to a person from which periods run, read from the facts.</summary>
internal sealed class PersonAnchors
{
    private readonly List<AnchorHappened> _happened = [];

    /// <summary>Reads them all.</summary>
    public static async Task<PersonAnchors> ReadAsync(FactHistory history, SubjectId subject, CancellationToken cancel)
    {
        var anchors = new PersonAnchors();
        await foreach (var fact in history.ReadAsync(subject, cancel))
        {
            if (fact.Fact is AnchorHappened happened)
                anchors.Add(happened);
        }
        return anchors;
    }

    public void Add(AnchorHappened happened) => _happened.Add(happened);

    /// <summary>What has happened to one record.</summary>
    public RetentionAnchors Of(RecordRow record, StandingState standing)
    {
        var collected = DayOf(record.CollectedAt);
        return new RetentionAnchors(collected)
        {
            LastContact = Latest(Anchor.LastContact, record, collected),
            RecruitmentDecision = Latest(Anchor.RecruitmentDecision, record, collected),
            // An event may have been held before its list of guests came in.
            EventHeld = Latest(Anchor.EventHeld, record, DateOnly.MinValue),
            Closed = Latest(Anchor.Closed, record, collected),
            ConsentWithdrawn = KeptFor.ConsentEnded(standing.Consents),
        };
    }

    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime);

    // What lies before the collection belongs to an earlier recruitment, an account since opened again.
    private DateOnly? Latest(Anchor anchor, RecordRow record, DateOnly notBefore) => _happened
        .Where(happened => happened.Anchor == anchor && happened.On >= notBefore
            && (happened.SubmissionId is null || happened.SubmissionId == record.SubmissionId)
            && (happened.Controller is null || happened.Controller == record.Controller))
        .Max(happened => (DateOnly?)happened.On);
}
