using Ombud.Layout;

namespace Ombud.Decisions.MayI;

/// <summary>The texts of the page “May I?”.</summary>
internal static class MayITexts
{
    internal static readonly Text Title = new(sv: "Får jag?", en: "May I?");
    internal static readonly Text Says = new(
        sv: "Fråga om en persons uppgifter får användas. Svaret kommer ur meddelandet i kraft och personens egna val. "
            + "Inga uppgifter visas.",
        en: "Ask whether a person's data may be used. The answer comes from the notice in force and the person's own "
            + "choices. No data is shown.");

    internal static readonly Text Person = new(sv: "Person", en: "Person");
    internal static readonly Text PersonHint = new(
        sv: "Personens id eller e-postadress. Lämna tomt för någon som ni inte känner.",
        en: "The person's id or e-mail address. Leave it empty for somebody you do not know.");

    internal static readonly Text Controller = new(sv: "Personuppgiftsansvarig", en: "Controller");
    internal static readonly Text Purpose = new(sv: "Ändamål att förklara steg för steg", en: "Purpose to explain step by step");
    internal static readonly Text Recipient = new(sv: "Mottagare, om uppgifterna lämnas ut", en: "Recipient, where data is given away");
    internal static readonly Text Point = new(
        sv: "Insamlingsställe, om uppgifterna samlas in", en: "Collection point, where data is collected");
    internal static readonly Text Categories = new(sv: "Uppgifter", en: "Data");
    internal static readonly Text Ask = new(sv: "Fråga", en: "Ask");

    internal static readonly Text ControllerMissing = new(sv: "Välj den personuppgiftsansvariga.", en: "Choose the controller.");
    internal static readonly Text CategoriesMissing = new(sv: "Välj minst ett slag av uppgifter.", en: "Choose at least one kind of data.");
    internal static readonly Text PersonUnknown = new(
        sv: "Ingen person hittas på det. Flera kan ha uppgett samma adress utan att ha bekräftat den; fråga då på id.",
        en: "Nobody is found by that. Several may have given the same address without confirming it; then ask by id.");

    internal static readonly Text Answers = new(sv: "Svaret för varje ändamål", en: "The answer for each purpose");
    internal static readonly Text Answer = new(sv: "Svar", en: "Answer");
    internal static readonly Text Why = new(sv: "Varför", en: "Why");
    internal static readonly Text PurposeName = new(sv: "Ändamål", en: "Purpose");
    internal static readonly Text Yes = new(sv: "Ja", en: "Yes");
    internal static readonly Text No = new(sv: "Nej", en: "No");
    internal static readonly Text StepByStep = new(sv: "Steg för steg: {0}", en: "Step by step: {0}");
    internal static readonly Text Step = new(sv: "Steg", en: "Step");
    internal static readonly Text Outcome = new(sv: "Utfall", en: "Outcome");
    internal static readonly Text WhatToDo = new(sv: "Vad kan göras", en: "What can be done");
}
