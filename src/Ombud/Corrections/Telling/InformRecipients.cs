using Ombud.Jobs;

namespace Ombud.Corrections.Telling;

/// <summary>
/// Tells those who were given data of a person what has changed since. One to whom no letter leads waits for the staff, who tell it by
/// hand; what was not taken is tried again until it is.
/// </summary>
internal sealed class InformRecipients(RecipientNotices notices, NoticeLetter letter) : IJobHandler
{
    /// <summary>Word of the job.</summary>
    public const string Word = "inform-recipients";

    private const string By = "letter";

    // Whoever marks it told needs no job; this is for an address that is configured later.
    private static readonly TimeSpan ForTheStaff = TimeSpan.FromHours(6);

    public string Kind => Word;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel)
    {
        if (run.Subject is not { } subject)
            return new JobOutcome.GivenUp("subject-missing");
        var (byHand, refused) = (0, 0);
        foreach (var notice in await notices.OfAsync(subject, cancel))
        {
            if (!letter.Reaches(notice.Recipient))
                byHand++;
            else if (!await letter.SendAsync(notice, cancel)
                || !await notices.MarkToldAsync(subject, notice.Recipient, notice.About, notice.ChangedAt, By, cancel))
                refused++;
        }
        return refused > 0 ? new JobOutcome.Again("not-taken")
            : byHand > 0 ? new JobOutcome.Again("by-hand", ForTheStaff) : new JobOutcome.Done();
    }
}
