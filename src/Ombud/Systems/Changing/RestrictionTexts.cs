using Ombud.Layout;

namespace Ombud.Systems.Changing;

/// <summary>What is said of a restriction, or its lifting, in connected systems.</summary>
internal static class RestrictionTexts
{
    internal static readonly Text Restricted = new(sv: "Begränsningen i andra system", en: "The restriction in other systems");
    internal static readonly Text Lifted = new(
        sv: "Hävningen som återstår i andra system", en: "What is left of the lifting in other systems");

    /// <summary>How far a restriction is.</summary>
    internal static Text Of(RestrictionReach reach) => reach switch
    {
        RestrictionReach.Waits => new(sv: "väntar på systemet; vi försöker igen", en: "waits for the system; we try again"),
        RestrictionReach.InPart => new(
            sv: "markerat så långt det går; personalen ser efter resten", en: "marked as far as it goes; staff look at the rest"),
        RestrictionReach.ByPeople => new(
            sv: "kan inte begränsas där av sig självt: personalen gör det för hand",
            en: "cannot be restricted there by itself: staff do it by hand"),
        RestrictionReach.Verified => new(
            sv: "begränsat; en ny sökning bekräftar det", en: "restricted; a second look confirms it"),
        RestrictionReach.NothingThere => new(
            sv: "inget hittades där", en: "nothing was found there"),
        RestrictionReach.ByHand => new(
            sv: "ordnat för hand enligt personalen; ingen ny sökning", en: "seen to by hand, as staff noted; no second look"),
        RestrictionReach.NotAsked => new(
            sv: "har inte fått veta: det anslöts senare, eller så finns inget bekräftat att söka efter",
            en: "has not been told: it was connected later, or nothing proved is there to look by"),
        _ => throw new ArgumentOutOfRangeException(nameof(reach), reach, null),
    };

    /// <summary>How far a lifting is that is not at its end.</summary>
    internal static Text OfLifting(RestrictionReach reach) => reach switch
    {
        RestrictionReach.InPart => new(
            sv: "hävt så långt det går; personalen ser efter resten", en: "lifted as far as it goes; staff look at the rest"),
        RestrictionReach.ByPeople => new(sv: "personalen häver den för hand", en: "staff lift it by hand"),
        _ => Of(RestrictionReach.Waits),
    };
}
