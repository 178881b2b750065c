namespace Ombud.Tests.Cases.Mailbox;

/// <summary>Mails as they lie in a mailbox.</summary>
internal static class Mails
{
    public const string Anna = "anna@person.example";

    public const string English = "Hello, I would like to know what you have about me. " + CaseCaller.Canary;
    public const string Swedish = "Hej, jag vill veta vilka uppgifter ni har om mig. " + CaseCaller.Canary;

    /// <summary>A plain mail, with further headers.</summary>
    public static string Plain(
        string body = English, string subject = "My data", string from = "Anna Exempel <" + Anna + ">", string to = ImapMailbox.Address,
        params string[] headers) => With(
            $"{body}\n", subject, from, to,
            [.. headers, "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]);

    /// <summary>A mail of any body.</summary>
    public static string With(string body, string subject, string from, string to, params string[] headers) =>
        $"""
        Return-Path: <{Anna}>
        From: {from}
        To: {to}
        Subject: {subject}
        Date: Wed, 25 Nov 2026 08:50:00 +0000
        Message-ID: <made-up.{Guid.CreateVersion7():N}@person.example>
        MIME-Version: 1.0
        {string.Join('\n', headers)}

        {body}
        """;
}
