namespace Ombud.Policies.Deciding;

/// <summary>A decision that may be acted on now (promise <c>use.only-as-described</c>).</summary>
/// <remarks>
/// Only the policy makes one: from a permitted question of today and a standing folded from stored
/// facts. Whoever reads compares <see cref="StandingVersion"/> in the transaction that reads.
/// </remarks>
public sealed class Permit
{
    internal Permit(SubjectId subject, in Question question, in Decision decision, long standingVersion, string purpose)
    {
        Subject = subject;
        Question = question;
        Decision = decision;
        StandingVersion = standingVersion;
        Purpose = purpose;
    }

    /// <summary>The person.</summary>
    public SubjectId Subject { get; }

    /// <summary>What was asked, and permitted.</summary>
    public Question Question { get; }

    /// <summary>The decision, with its clause, basis and obligations.</summary>
    public Decision Decision { get; }

    /// <summary>Version of the standing it was decided on.</summary>
    public long StandingVersion { get; }

    /// <summary>Id of the purpose, as a word.</summary>
    public string Purpose { get; }
}
