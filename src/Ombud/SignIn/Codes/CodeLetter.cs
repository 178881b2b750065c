using Ombud.Mail;
using Ombud.Shared;

namespace Ombud.SignIn.Codes;

/// <summary>The letter that brings a code.</summary>
internal static class CodeLetter
{
    public static LetterText Text { get; } = new(
        new Wording("Din kod för att logga in", "Your sign-in code"),
        new Wording(
            """
            Din kod är {code}

            Den gäller i tio minuter och bara i den webbläsare där du bad om den. Lämna den inte till någon: vi ber
            aldrig om den per telefon eller e-post.

            Har du inte bett om någon kod behöver du inte göra något.
            """,
            """
            Your code is {code}

            It is valid for ten minutes, and only in the browser in which you asked for it. Give it to nobody: we never
            ask for it by phone or e-mail.

            If you did not ask for a code, you need not do anything.
            """));
}
