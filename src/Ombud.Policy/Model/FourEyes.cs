namespace Ombud.Policies.Model;

/// <summary>Steps of cases that take two members of the staff: one proposes the step, and another approves it.</summary>
public sealed record FourEyesRule : PackEntry
{
    /// <summary>The promise that it keeps.</summary>
    public required string Clause { get; init; }

    /// <summary>Kinds of case, such as authority-demand.</summary>
    public required IReadOnlyList<string> Cases { get; init; }

    /// <summary>Steps of such a case: extend, answer, answer-in-part, refuse, close.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>Whether only where somebody acts for the person.</summary>
    public bool OnBehalf { get; init; }
}
