using Ombud.Collection.Checking;
using Ombud.Collection.Storing;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Mail;
using Ombud.Notices.People;
using Ombud.Shared;

namespace Ombud.Collection.Informing;

/// <summary>
/// Tells somebody that their data came from another person or from a public source (GDPR article 14), in the outbox of
/// the same commit: at once, and by a month later at the latest.
/// </summary>
internal sealed class InformationLetter(Outbox outbox)
{
    public async Task AddAsync(
        Change change, CheckedSubmission submission, SubmissionIds ids, DateTimeOffset informBy, CancellationToken cancel)
    {
        var identifiers = submission.NamesAnother ? submission.OthersIdentifiers : submission.Identifiers;
        if (identifiers.FirstOrDefault(one => one.Kind is IdentifierKind.Email) is not { } email)
            return;

        await outbox.AddAsync(
            change,
            new Letter
            {
                To = new Personal<string>(email.Value),
                Words = new Personal<LetterWords>(WordsOf(submission)),
                About = submission.NamesAnother ? ids.Other : ids.Subject,
                SendBefore = informBy,
            },
            cancel);
    }

    private static LetterWords WordsOf(CheckedSubmission submission)
    {
        var (version, language) = (submission.Version, submission.Language);
        var ofOther = submission.NamesAnother;
        var categories = submission.Filled.Where(one => one.Field.OfOther == ofOther).Select(one => one.Field.Category)
            .OfType<string>().Distinct(StringComparer.Ordinal)
            .Select(id => version.Categories.First(category => category.Id == id).Name.In(language));
        var purposes = version.Purposes.Where(purpose => submission.Point.Purposes.Contains(purpose.Id, StringComparer.Ordinal))
            .Select(purpose => $"{purpose.Name.In(language)}: {purpose.Description.In(language)}");
        return (ofOther ? LetterTexts.NamedByAnother : LetterTexts.FoundInPublic).In(
            language,
            ("controller", ControllerOf(submission)),
            ("categories", Lines(categories)),
            ("purposes", Lines(purposes)),
            ("contacts", Lines(version.Contacts.Select(contact => FindContacts.LineOf(contact, language)))),
            ("version", version.Version));
    }

    private static string ControllerOf(CheckedSubmission submission) =>
        submission.Version.Parties.First(party => party.Id == submission.Point.Controller).LegalName;

    private static string Lines(IEnumerable<string> items) => string.Join('\n', items.Select(item => "- " + item));
}
