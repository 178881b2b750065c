namespace Ombud.Shared;

/// <summary>A text of ours in every language. Leaving one out does not compile.</summary>
/// <param name="Sv">In Swedish.</param>
/// <param name="En">In English.</param>
internal sealed record Wording(string Sv, string En)
{
    /// <summary>The text in a language by its code; English where it is neither.</summary>
    public string In(string language) => language is "sv" ? Sv : En;
}
