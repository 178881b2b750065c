using Ombud.Database;
using Ombud.Jobs;

namespace Ombud.Corrections.Telling;

/// <summary>
/// Tells one who was given data of a person what has changed since. One to whom no letter leads waits for the staff, who tell it by
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
        if (run.Subject is not { } subject || !NoticeKey.TryParse(run.Payload, out var key))
            return new JobOutcome.GivenUp("payload-malformed");
        if (await notices.FindAsync(subject, key, cancel) is not { } notice)
            return new JobOutcome.Done();
        if (!letter.Reaches(notice.Recipient))
            return new JobOutcome.Again("by-hand", ForTheStaff);
        if (!await letter.SendAsync(notice, cancel))
            return new JobOutcome.Again("not-taken");
        // What was added meanwhile is told in another letter.
        return await notices.MarkToldAsync(subject, key, Micros.Of(notice.ChangedAt), By, cancel)
            ? new JobOutcome.Done() : new JobOutcome.Again("changed", TimeSpan.Zero);
    }
}
