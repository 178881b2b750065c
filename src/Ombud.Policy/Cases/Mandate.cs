namespace Ombud.Policies.Cases;

/// <summary>As what somebody asks for somebody else.</summary>
public enum AgentCapacity
{
    /// <summary>With a power of attorney.</summary>
    PowerOfAttorney,

    /// <summary>A parent or a guardian.</summary>
    Parent,

    Lawyer,

    /// <summary>An agent whose trade it is to use others' rights, registered where a law asks for it (11 CCR 7063).</summary>
    RegisteredAgent,

    /// <summary>A controller for whom the company handles data, and who passes on what the person has asked of them.</summary>
    Controller,
}

/// <summary>What an agent may do in a case.</summary>
public enum MandateState
{
    /// <summary>The person is asked whether the agent may act for them.</summary>
    Asked,

    /// <summary>The person has said so; what is answered goes to themselves.</summary>
    Confirmed,

    /// <summary>The person has said so, and that the agent gets the answer too.</summary>
    ConfirmedWithAnswer,

    /// <summary>The staff have checked it on paper; what is answered goes to the person.</summary>
    OnPaper,

    /// <summary>It is over, or never was: the agent has nothing more to do with the case.</summary>
    Withdrawn,
}

/// <summary>Whether and how somebody acts for the person of a case.</summary>
public sealed record Mandate(AgentCapacity Capacity, MandateState State = MandateState.Asked)
{
    /// <summary>Whether the agent follows the case: where it is, its clock, the messages.</summary>
    public bool MaySee => State is not MandateState.Withdrawn;

    /// <summary>Whether it is shown that the agent may act.</summary>
    public bool IsProved => State is MandateState.Confirmed or MandateState.ConfirmedWithAnswer or MandateState.OnPaper;

    /// <summary>Whether the agent gets the answer as the person does.</summary>
    public bool MayReceive => State is MandateState.ConfirmedWithAnswer;

    /// <summary>Whether nobody has shown yet that the agent may act, nor ended it.</summary>
    public bool IsAsked => State is MandateState.Asked;

    /// <summary>The mandate in another state; null where it cannot come to be so from here.</summary>
    /// <remarks>What was withdrawn stays so: an agent who is to act after all asks anew.</remarks>
    public Mandate? To(MandateState state) => (State, state) switch
    {
        (MandateState.Withdrawn, _) or (_, MandateState.Asked) => null,
        (not MandateState.Asked, MandateState.OnPaper) => null,
        _ => State == state ? null : this with { State = state },
    };
}
