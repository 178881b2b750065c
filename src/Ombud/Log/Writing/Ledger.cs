using Ombud.Database;
using Ombud.Log.Idempotency;
using Ombud.Policies.Deciding;

namespace Ombud.Log.Writing;

/// <summary>A fact to be written, for a person or, as a clear fact, for the system.</summary>
internal sealed record Append(SubjectId? Subject, Fact Fact)
{
    /// <summary>The fact's id, where it was fixed before; otherwise a new one.</summary>
    public Guid? Id { get; init; }

    /// <summary>Whether nothing is to be written where the person was never met.</summary>
    public bool MustBeKnown { get; init; }

    /// <summary>Whether the person's id was made for this fact, so that there is no standing to be read.</summary>
    public bool IsNew { get; init; }

    /// <summary>What the same commit remembers of the request; where its key was used before, nothing is written.</summary>
    public RequestClaim? Claim { get; init; }
}

/// <summary>What became of an append.</summary>
internal abstract record Appended
{
    private Appended() { }

    /// <summary>It is durable.</summary>
    public sealed record Done(WrittenFact Fact, StandingState? Standing) : Appended;

    /// <summary>The person has been erased; nothing is written about them any more.</summary>
    public sealed record SubjectErased : Appended;

    /// <summary>The person was joined into another; nothing is written about them any more.</summary>
    public sealed record SubjectJoined(SubjectId Into) : Appended;

    /// <summary>Nobody of that id was ever met; nothing was written.</summary>
    public sealed record SubjectUnknown : Appended;

    /// <summary>The request's key was used before; nothing was written now.</summary>
    public sealed record Repeated(StoredAnswer Answer) : Appended;
}

/// <summary>The hot way of writing facts: consents, readings, refusals. Many requests, one commit.</summary>
internal sealed class Ledger(LedgerCommit commit, TimeProvider time) : IAsyncDisposable
{
    private readonly GroupCommit<Append, Appended> _writer =
        new(CommitTelemetry.Measured<Append, Appended>("facts", commit.CommitAsync, time), commit.Lanes);

    /// <summary>Appends a fact; done when it is durable.</summary>
    public Task<Appended> AppendAsync(SubjectId? subject, Fact fact, CancellationToken cancel) =>
        AppendAsync(new Append(subject, fact), cancel);

    /// <inheritdoc cref="AppendAsync(SubjectId?, Fact, CancellationToken)"/>
    public Task<Appended> AppendAsync(Append append, CancellationToken cancel)
    {
        if (append.Subject is null && append.Fact is not ClearFact)
            throw new ArgumentException("A fact about nobody must be a clear fact.", nameof(append));
        return _writer.WriteAsync(append, cancel);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
