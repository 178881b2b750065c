namespace Ombud.Shared;

/// <summary>A value that tells something about a person. Prints as stars, so that no log or message can hold it.</summary>
/// <param name="Value">The value itself.</param>
public readonly record struct Personal<T>(T Value)
{
    public override string ToString() => "***";
}
