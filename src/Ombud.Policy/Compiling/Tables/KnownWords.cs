namespace Ombud.Policies.Compiling.Tables;

/// <summary>The few words of law and pack that have a meaning of their own for decisions.</summary>
internal static class KnownWords
{
    /// <summary>The regime that counts where a residence is unknown.</summary>
    public const string Eu = "eu";
    public const string Uk = "uk";
    public const string Ch = "ch";

    /// <summary>The regime of countries that no other one claims.</summary>
    public const string Default = "default";

    /// <summary>Among importers, every company of the group; as a recipient kind, what they are.</summary>
    public const string Group = "group";

    /// <summary>The recipient kind of a client that is controller itself.</summary>
    public const string Client = "client";

    /// <summary>The objection that covers all marketing.</summary>
    public const string AllMarketing = "*";

    /// <summary>The regime whose legal bases count where a purpose names none for a regime; null where none
    /// does.</summary>
    /// <remarks>A part's family falls back to its country's, then to the default. The European three demand a basis
    /// by name.</remarks>
    public static string? FallbackOf(string regime) => regime switch
    {
        Eu or Uk or Ch or Default => null,
        _ => regime.LastIndexOf('-') is > 0 and var at ? regime[..at] : Default,
    };
}
