using Ombud.Policies.Deciding;

namespace Ombud.Keys;

/// <summary>What a data key protects, apart from the rest.</summary>
internal enum Compartment : byte
{
    /// <summary>Ordinary data, facts and the standing.</summary>
    Ordinary = 0,

    /// <summary>Special categories, criminal data, identity numbers.</summary>
    Special = 1,

    /// <summary>What law or a hold keeps after an erasure.</summary>
    Proof = 2,
}

/// <summary>The name of a data key: one subject, one controller, one compartment.</summary>
/// <param name="Controller">Id of the party, or <see cref="OfSubject"/>.</param>
internal readonly record struct KeyName(SubjectId Subject, string Controller, Compartment Compartment)
{
    /// <summary>The controller's place for what belongs to the person across controllers: facts and standing.</summary>
    public const string OfSubject = "-";

    /// <summary>The controller's place for what an erasure needs until connected systems are done.</summary>
    private const string OfErasing = "-erasing";

    /// <summary>The controller's place for a correction that connected systems have not taken; its id follows.</summary>
    private const string OfCorrecting = "-correcting-";

    /// <summary>The key under which it lies by what a person is found in connected systems, until they are erased there.</summary>
    public static KeyName Erasing(SubjectId subject) => new(subject, OfErasing, Compartment.Proof);

    /// <summary>
    /// The key under which the two values of a correction lie until connected systems have taken it. Goes with the person.
    /// </summary>
    public static KeyName Correcting(SubjectId subject, Guid change) =>
        new(subject, $"{OfCorrecting}{change:N}", Compartment.Ordinary);

    /// <summary>The key of a person's facts and standing.</summary>
    public static KeyName Facts(SubjectId subject) => new(subject, OfSubject, Compartment.Ordinary);
}
