using Ombud.Policies.Model;

namespace Ombud.Layout;

/// <summary>What every page says of whose notice it is. Notices registers it; the frame knows no more of a notice.</summary>
public sealed class Imprint
{
    /// <summary>The organisation's name.</summary>
    public required LocalizedText Organisation { get; init; }

    /// <summary>What readers must know of the pack itself, such as that it is a sample.</summary>
    public LocalizedText? Disclaimer { get; init; }

    /// <summary>The notice in force now; null before the first.</summary>
    public required Func<NoticeVersion?> InForce { get; init; }
}
