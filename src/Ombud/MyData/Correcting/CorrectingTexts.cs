using Ombud.Layout;

namespace Ombud.MyData.Correcting;

/// <summary>The texts of correcting one's own data.</summary>
internal static class CorrectingTexts
{
    internal static readonly Text Title = new(sv: "Rätta: {0}", en: "Correct: {0}");
    internal static readonly Text Lead = new(
        sv: "Det nya värdet ersätter det gamla här. Den som har fått det gamla av oss får veta att det är rättat. Andra anslutna system "
            + "har kvar det gamla: be oss rätta det där.",
        en: "The new value takes the place of the old one here. Whoever was given the old one by us is told. Other systems that are "
            + "connected keep the old one: ask us to correct it there.");

    internal static readonly Text Link = new(sv: "Rätta", en: "Correct");
    internal static readonly Text Now = new(sv: "Nu står det", en: "It now says");
    internal static readonly Text HeldBy = new(sv: "Hos", en: "Held by");
    internal static readonly Text RightValue = new(sv: "Det rätta värdet", en: "The right value");
    internal static readonly Text Send = new(sv: "Rätta", en: "Correct");
    internal static readonly Text Unchanged = new(sv: "Det är det som står där redan.", en: "That is what it says already.");
    internal static readonly Text Done = new(sv: "Rättat. Nu står det:", en: "Corrected. It now says:");
    internal static readonly Text NobodyToTell = new(
        sv: "Vi har inte lämnat ut det gamla värdet till någon.", en: "We have disclosed the old value to nobody.");

    internal static readonly Text ToldThem = new(
        sv: "De här hade fått det gamla värdet och underrättas: {0}.",
        en: "These had been given the old value and are told: {0}.");

    internal static readonly Text Back = new(sv: "Till mina uppgifter", en: "To my data");
    internal static readonly Text Ask = new(sv: "Be oss rätta den", en: "Ask us to correct it");
    internal static readonly Text NotByYourself = new(sv: "Det går inte att göra här", en: "This cannot be done here");
}
