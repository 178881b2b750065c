using Ombud.Layout;

namespace Ombud.Cases.Working;

/// <summary>The texts of steps that take two of the staff.</summary>
internal static class SecondLookTexts
{
    internal static readonly Text Title = new(sv: "Väntar på ett andra par ögon", en: "Waits for a second pair of eyes");
    internal static readonly Text Says = new(
        sv: "Steget är föreslaget men inte taget. Klockan går. Tas något annat steg i ärendet faller förslaget.",
        en: "The step is proposed and not taken. The clock runs. If another step is taken in the case, the proposal ends.");
    internal static readonly Text By = new(sv: "Föreslaget av", en: "Proposed by");
    internal static readonly Text Own = new(
        sv: "Du föreslog steget, så någon annan måste godkänna det. Du kan ta tillbaka det.",
        en: "You proposed the step, so another must approve it. You can take it back.");
    internal static readonly Text Alone = new(
        sv: "Det finns bara ett personalkonto, så ingen kan godkänna steget. Gör ett till på servern med ”ombud staff add NAMN”: "
            + "lösenordet visas en gång och är till för någon annan än dig.",
        en: "There is only one staff account, so nobody can approve the step. Make another on the server with “ombud staff add NAME”: the "
            + "password is shown once and is for somebody other than you.");
    internal static readonly Text Takes = new(
        sv: "Fyra ögon krävs här för: {0}. Steget föreslås först, och någon annan godkänner det.",
        en: "Here these take two of the staff: {0}. The step is proposed first, and another approves it.");
    internal static readonly Text Approve = new(sv: "Godkänn och ta steget", en: "Approve and take the step");
    internal static readonly Text Why = new(sv: "Vad ska ändras?", en: "What is to be different?");
    internal static readonly Text WhyMissing = new(sv: "Skriv varför du skickar tillbaka steget.", en: "Write why you send the step back.");
    internal static readonly Text SendBack = new(sv: "Skicka tillbaka", en: "Send back");
    internal static readonly Text TakeBack = new(sv: "Ta tillbaka förslaget", en: "Take the proposal back");
    internal static readonly Text FilterEyes = new(sv: "Fyra ögon", en: "Second pair of eyes");
}
