namespace Ombud.Jobs;

/// <summary>
/// Does the jobs of one kind. A handler may run twice for one job, so that what it does must bear repeating.
/// </summary>
internal interface IJobHandler
{
    /// <summary>Word of the jobs it does; stays for ever, since rows carry it.</summary>
    string Kind { get; }

    /// <summary>Does one.</summary>
    /// <param name="cancel">Cancelled too when the job was taken over by another runner.</param>
    Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel);
}

/// <summary>What became of one attempt.</summary>
internal abstract record JobOutcome
{
    private JobOutcome() { }

    /// <summary>It is done; its row goes.</summary>
    public sealed record Done : JobOutcome;

    /// <summary>The handler has ended it itself, in its own transaction (<see cref="JobRun.FinishInAsync"/>).</summary>
    public sealed record Finished : JobOutcome;

    /// <summary>To be tried again.</summary>
    /// <param name="Code">Why, without a personal value.</param>
    /// <param name="After">When; null for the usual back-off.</param>
    public sealed record Again(string Code, TimeSpan? After = null) : JobOutcome;

    /// <summary>Trying again is of no use; the row stays until somebody looks at it.</summary>
    /// <param name="Code">Why, without a personal value.</param>
    public sealed record GivenUp(string Code) : JobOutcome;
}
