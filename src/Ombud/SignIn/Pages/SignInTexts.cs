using Ombud.Shared;

namespace Ombud.SignIn.Pages;

/// <summary>What the sign-in pages say.</summary>
internal static class SignInTexts
{
    public static Wording SignIn { get; } = new("Logga in", "Sign in");
    public static Wording SignInLead { get; } = new(
        "Vi skickar en kod till din e-postadress. Det behövs inget lösenord.",
        "We send a code to your e-mail address. You need no password.");
    public static Wording Address { get; } = new("E-postadress", "E-mail address");
    public static Wording SendCode { get; } = new("Skicka kod", "Send a code");
    public static Wording AddressWrong { get; } = new(
        "Skriv en e-postadress, till exempel anna@jobs.example.",
        "Enter an e-mail address, such as anna@jobs.example.");

    public static Wording EnterCode { get; } = new("Skriv in koden", "Enter the code");
    public static Wording EnterCodeLead { get; } = new(
        "Om adressen kan ta emot e-post har vi skickat en kod med åtta siffror dit. Den gäller i tio minuter "
        + "och bara i den här webbläsaren.",
        "If the address can receive e-mail, we have sent a code of eight digits to it. It is valid for ten "
        + "minutes, and only in this browser.");
    public static Wording Code { get; } = new("Kod", "Code");
    public static Wording Continue { get; } = new("Fortsätt", "Continue");
    public static Wording CodeWrong { get; } = new(
        "Koden stämmer inte, eller gäller inte längre. Efter fem försök behöver du en ny.",
        "The code is wrong or no longer valid. After five tries you need a new one.");
    public static Wording AnotherCode { get; } = new("Be om en ny kod", "Ask for another code");
    public static Wording BeingErased { get; } = new(
        "Dina uppgifter raderas just nu. Försök igen om en stund.",
        "Your data is being erased right now. Try again in a while.");

    public static Wording SignOut { get; } = new("Logga ut", "Sign out");
    public static Wording SignOutLead { get; } = new(
        "Du loggas ut i den här webbläsaren.", "You will be signed out in this browser.");

    public static Wording ConsoleSignIn { get; } = new("Logga in i konsolen", "Sign in to the Console");
    public static Wording UserName { get; } = new("Användarnamn", "User name");
    public static Wording Password { get; } = new("Lösenord", "Password");
    public static Wording PasswordWrong { get; } = new(
        "Användarnamn eller lösenord stämmer inte, eller så är kontot låst en stund efter fem försök.",
        "User name or password is wrong, or the account is locked for a while after five tries.");
}
