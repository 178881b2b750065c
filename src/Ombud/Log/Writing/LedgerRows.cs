using Ombud.Log.Idempotency;
using Ombud.Log.Sequencing;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Log.Writing;

/// <summary>The rows of one commit, as columns: the form in which both engines take them fastest.</summary>
internal sealed class LedgerRows
{
    public List<FactRow> Facts { get; } = [];
    public List<FactBodyRow> Bodies { get; } = [];
    public List<ClearFactRow> Clear { get; } = [];
    public List<UnsequencedRow> Unsequenced { get; } = [];

    /// <summary>Standings of people who had none when it was looked.</summary>
    public List<StandingRow> NewStandings { get; } = [];

    /// <summary>Standings that were there, each with the version that was read.</summary>
    public List<(StandingRow Row, long VersionBefore)> MovedStandings { get; } = [];

    /// <summary>What else is written in the same turn.</summary>
    public List<PlainStatement> Others { get; } = [];

    /// <summary>Requests to be remembered, by the hash of their key.</summary>
    public List<IdempotencyRow> Claims { get; } = [];

    public void Add(WrittenFact fact, long? standingVersion, int keyVersion, byte[] sealedBody)
    {
        var subject = fact.Subject!.Value;
        var bucket = Bucket.Of(subject.Value);
        Facts.Add(new FactRow
        {
            Bucket = bucket, SubjectId = subject.Value, FactId = fact.Id, At = fact.At, StandingVersion = standingVersion,
            Commitment = fact.Commitment,
        });
        Bodies.Add(new FactBodyRow
        {
            Bucket = bucket, SubjectId = subject.Value, FactId = fact.Id, Kind = fact.Kind, KeyVersion = keyVersion,
            Sealed = sealedBody,
        });
        AddUnsequenced(bucket, fact);
    }

    public void AddClear(WrittenFact fact)
    {
        var bucket = Bucket.Of(fact.Subject?.Value ?? fact.Id);
        Clear.Add(new ClearFactRow
        {
            Bucket = bucket, FactId = fact.Id, SubjectId = fact.Subject?.Value, Kind = fact.Kind, At = fact.At,
            Commitment = fact.Commitment, SaltedBody = fact.SaltedBody(),
        });
        AddUnsequenced(bucket, fact);
    }

    /// <param name="versionBefore">Version of the standing that was read, or 0 where there was none.</param>
    public void Add(SubjectId subject, StandingState standing, long versionBefore, int keyVersion, byte[] sealedStanding)
    {
        var row = new StandingRow
        {
            Bucket = Bucket.Of(subject.Value), SubjectId = subject.Value, Version = standing.Version,
            IsErased = standing.IsErased, KeyVersion = keyVersion, Sealed = sealedStanding,
        };
        if (versionBefore == 0)
            NewStandings.Add(row);
        else
            MovedStandings.Add((row, versionBefore));
    }

    private void AddUnsequenced(short bucket, WrittenFact fact) => Unsequenced.Add(new UnsequencedRow
    {
        Bucket = bucket, FactId = fact.Id, Commitment = fact.Commitment,
        Journal = fact.Fact.GoesIntoJournal ? Journal.LineOf(fact) : null,
    });
}
