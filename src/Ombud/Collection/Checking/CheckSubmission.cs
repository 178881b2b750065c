using Ombud.Collection.Files;
using Ombud.Collection.Submitting;
using Ombud.Keys;
using Ombud.Notices;
using Ombud.Policies.Model;

namespace Ombud.Collection.Checking;

/// <summary>Checks a submission against its point in the version that was shown, and tells all errors at once.</summary>
internal sealed class CheckSubmission(NoticeBook book, FieldValues values, TimeProvider time)
{

    /// <summary>How long after its end a version may still have been on somebody's screen.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(24);

    public CheckOutcome Check(Submission submission, Submitter submitter)
    {
        var errors = new List<SubmissionError>();
        var version = VersionShown(submission.Shown.NoticeVersion);
        if (version is null)
            errors.Add(SubmissionError.At("shown.noticeVersion", "notice-version-not-in-force", ErrorTexts.VersionNotInForce));
        if (!book.Pack.Languages.Contains(submission.Shown.Language, StringComparer.Ordinal))
            errors.Add(SubmissionError.At("shown.language", "unknown-language", ErrorTexts.UnknownLanguage));

        // Where the version itself is refused, its successor's point still tells what else is wrong.
        var point = (version ?? book.InForce())?.CollectionPoints.FirstOrDefault(point => point.Id == submission.Point);
        if (point is null)
            return new CheckOutcome.Invalid([.. errors, AtPoint("unknown-point", ErrorTexts.UnknownPoint)]);
        if (IsOfChild(point, submission))
            return new CheckOutcome.Under13();

        CheckAccess(point, submitter, errors);
        var filled = CheckFields(point, submission, errors);
        CheckIdentifiers(submission.Subject, errors);
        CheckAnswers(point, submission, errors);
        return errors.Count > 0
            ? new CheckOutcome.Invalid(errors)
            : new CheckOutcome.Valid(Valid(version!, point, submission, submitter, filled));
    }

    /// <summary>The version that was shown, where it is in force or was within the last day.</summary>
    private NoticeVersion? VersionShown(string shown)
    {
        var now = time.GetUtcNow();
        return new[] { now, now - Grace }.Select(at => book.InForceOn(DateOnly.FromDateTime(at.UtcDateTime)))
            .FirstOrDefault(version => version?.Version == shown);
    }

    private bool IsOfChild(CollectionPoint point, Submission submission) =>
        point.Fields.Where(field => field.Type is FieldType.BirthDate)
            .Select(field => FieldValues.Clean(submission.Fields.GetValueOrDefault(field.Id)))
            .Any(given => given is not null && FieldValues.DayOf(given) is { } born
                && born <= book.Today && FieldValues.AgeOn(book.Today, born) < FieldValues.AdultEnough);

    private static SubmissionError AtPoint(string code, Layout.Text advice) => new("point", code, advice) { Path = "id" };

    private static void CheckAccess(CollectionPoint point, Submitter submitter, List<SubmissionError> errors)
    {
        if (point.Offline && submitter.Offline is null)
            errors.Add(AtPoint("staff-only", ErrorTexts.StaffOnly));
        if (point.SignedIn && submitter.Person is null)
            errors.Add(SubmissionError.At("subject", "sign-in-required", ErrorTexts.SignInRequired));
    }

    private List<FilledField> CheckFields(CollectionPoint point, Submission submission, List<SubmissionError> errors)
    {
        var known = point.Fields.Select(field => field.Id).ToHashSet(StringComparer.Ordinal);
        if (submission.Fields.Keys.Any(field => !known.Contains(field)))
            errors.Add(SubmissionError.At("fields", "unknown-field", ErrorTexts.UnknownField));
        if (submission.Files.Keys.Any(field => !known.Contains(field)))
            errors.Add(SubmissionError.At("files", "unknown-field", ErrorTexts.UnknownField));

        var filled = new List<FilledField>();
        foreach (var field in point.Fields)
        {
            var errorsBefore = errors.Count;
            if (Read(field, submission, errors) is { } one)
                filled.Add(one);
            else if (errors.Count == errorsBefore && field.Requirement is Requirement.Law or Requirement.Contract)
                errors.Add(new(field.Id, "missing", ErrorTexts.Missing));
        }
        return filled;
    }

    private FilledField? Read(CollectionField field, Submission submission, List<SubmissionError> errors)
    {
        if (submission.Files.TryGetValue(field.Id, out var file))
        {
            var (read, error) = file is null
                ? (null, FileCheck.Error(field.Id, "unknown-file", ErrorTexts.UnknownFile))
                : FileCheck.Check(field, file);
            if (error is not null)
                errors.Add(error);
            return read is null ? null : new FilledField(field, read.Name, read);
        }

        if (FieldValues.Clean(submission.Fields.GetValueOrDefault(field.Id)) is not { } value)
            return null;
        if (values.Check(field, value, book.Today) is not { } wrong)
            return new FilledField(field, value);
        errors.Add(wrong);
        return null;
    }

    private void CheckIdentifiers(SubjectIdentifiers subject, List<SubmissionError> errors)
    {
        if (FieldValues.Clean(subject.Email) is { } email && !FieldValues.IsEmail(email))
            errors.Add(SubmissionError.At("subject.email", "not-an-email", ErrorTexts.NotAnEmail));
        if (FieldValues.Clean(subject.Phone) is { } phone && !FieldValues.IsPhone(phone))
            errors.Add(SubmissionError.At("subject.phone", "not-a-phone", ErrorTexts.NotAPhone));
        if (FieldValues.Clean(subject.Residence) is { } residence && !values.IsCountry(residence))
            errors.Add(SubmissionError.At("subject.residence", "not-a-country", ErrorTexts.NotACountry));
    }

    private static void CheckAnswers(CollectionPoint point, Submission submission, List<SubmissionError> errors)
    {
        if (submission.Choices.Keys.Any(choice => !point.Choices.Contains(choice, StringComparer.Ordinal)))
            errors.Add(SubmissionError.At("choices", "unknown-choice", ErrorTexts.UnknownChoice));
        var demanded = point.OtherSubject is not null;
        if (demanded && !submission.Confirmations.Contains(Submission.OthersAgreed, StringComparer.Ordinal))
            errors.Add(SubmissionError.At("confirmations", "confirmation-required", ErrorTexts.ConfirmationRequired));
        if (submission.Confirmations.Any(word => !demanded || word != Submission.OthersAgreed))
            errors.Add(SubmissionError.At("confirmations", "unknown-confirmation", ErrorTexts.UnknownConfirmation));
    }

    private static CheckedSubmission Valid(
        NoticeVersion version, CollectionPoint point, Submission submission, Submitter submitter, List<FilledField> filled) => new()
        {
            Version = version,
            Point = point,
            Language = submission.Shown.Language,
            Filled = filled,
            Choices = point.Choices.ToDictionary(
                choice => choice, choice => submission.Choices.GetValueOrDefault(choice), StringComparer.Ordinal),
            Confirmations = [.. submission.Confirmations.Distinct(StringComparer.Ordinal)],
            Residence = FieldValues.Clean(submission.Subject.Residence)
                ?? filled.Find(one => one.Field is { Type: FieldType.Country, OfOther: false })?.Value,
            Identifiers = IdentifiersOf(filled.Where(one => !one.Field.OfOther), submission.Subject),
            OthersIdentifiers = IdentifiersOf(filled.Where(one => one.Field.OfOther), new SubjectIdentifiers()),
            Offline = submitter.Offline,
            IsCanary = submitter.IsCanary,
        };

    private static List<GivenIdentifier> IdentifiersOf(IEnumerable<FilledField> filled, SubjectIdentifiers subject)
    {
        var given = filled.Where(one => one.Field.Identifies && one.Field.Type is FieldType.Email or FieldType.Phone)
            .Select(one => new GivenIdentifier(one.Field.Type is FieldType.Email ? IdentifierKind.Email : IdentifierKind.Phone, one.Value))
            .ToList();
        if (FieldValues.Clean(subject.Email) is { } email)
            given.Add(new GivenIdentifier(IdentifierKind.Email, email));
        if (FieldValues.Clean(subject.Phone) is { } phone)
            given.Add(new GivenIdentifier(IdentifierKind.Phone, phone));
        return [.. given.DistinctBy(one => (one.Kind, Convert.ToHexString(BlindIndex.Normalised(one.Kind, one.Value))))];
    }
}
