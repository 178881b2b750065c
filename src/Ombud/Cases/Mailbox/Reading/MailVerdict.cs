using Ombud.Layout;
using Ombud.Policies.Cases;
using Ombud.Shared;

namespace Ombud.Cases.Mailbox.Reading;

/// <summary>What is to be done with a mail.</summary>
internal abstract record MailVerdict
{
    private MailVerdict() { }

    /// <summary>Somebody asks for something, or writes in their case.</summary>
    public sealed record Asks(AskingMail Mail) : MailVerdict;

    /// <summary>A machine wrote it: it opens no case and gets no answer, lest two machines answer each other for ever.</summary>
    public sealed record Automatic : MailVerdict;

    /// <summary>Nobody but a human can tell what it is: it is set aside for the staff.</summary>
    public sealed record SetAside(AsideReason Reason) : MailVerdict;
}

/// <summary>Why a mail is set aside.</summary>
internal enum AsideReason
{
    /// <summary>Larger than is fetched.</summary>
    TooLarge,

    /// <summary>It came so long ago that its clock would have run out.</summary>
    TooOld,

    /// <summary>Its parts cannot be told from each other.</summary>
    Unreadable,

    /// <summary>It names nobody who could be answered, or several.</summary>
    NotOneSender,
}

/// <summary>What a mail asks for.</summary>
internal sealed record AskingMail
{
    public required CaseKind Kind { get; init; }
    public required Language Language { get; init; }

    /// <summary>Who the mail says wrote it, which proves nothing.</summary>
    public required Personal<CaseContact> Contact { get; init; }

    /// <summary>What was written, within what a form takes.</summary>
    public required Personal<string> Says { get; init; }

    /// <summary>Number of the case that its subject quotes; null where it quotes none.</summary>
    public Guid? Quoted { get; init; }
}
