namespace Ombud.Connectors.Describing;

/// <summary>How people are asked about a system that only they reach.</summary>
public sealed record ManualDescription
{
    /// <summary>What is to be done there to erase somebody, for whoever does it.</summary>
    public required string How { get; init; }

    /// <summary>
    /// What is to be done there with the data of somebody who is restricted; null where it is not said, and they are asked in our words.
    /// </summary>
    public string? HowToRestrict { get; init; }

    /// <summary>The e-mail address that is written to; null where staff alone are told, in the Console.</summary>
    public string? WriteTo { get; init; }

    /// <summary>What a letter may say of the person: by what they are known there. Empty where it says a number alone.</summary>
    public IReadOnlyList<IdentifierKind> Tell { get; init; } = [];

    /// <summary>After how many days it is asked for again.</summary>
    public int RemindAfter { get; init; } = 7;
}
