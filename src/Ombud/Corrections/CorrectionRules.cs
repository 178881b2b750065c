using Ombud.Collection.Checking;
using Ombud.Notices;
using Ombud.Policies.Model;

namespace Ombud.Corrections;

/// <summary>Why somebody cannot correct a value by themselves, so that they must ask for it.</summary>
public enum CorrectionBar
{
    /// <summary>It is a file.</summary>
    File,

    /// <summary>No form that the notice still has asks for it, so that nothing tells what a right value is.</summary>
    NoForm,

    /// <summary>It is what the person is found by: a new one has to be proved.</summary>
    Identifies,

    /// <summary>The person did not give it.</summary>
    FromElsewhere,

    /// <summary>A hold keeps it as it is.</summary>
    Held,
}

/// <summary>What may be corrected by the person alone, and what a right value is: by the form that asked for it.</summary>
internal sealed class CorrectionRules(NoticeBook book, FieldValues values)
{
    /// <summary>Code of the error of a birth date that makes its person a child.</summary>
    public const string Under13 = "under-13";


    /// <summary>The field of the point in the version that was shown; null where the pack has it no more.</summary>
    public CollectionField? FieldOf(string point, string version, string field) => book.Find(version)?.CollectionPoints
        .FirstOrDefault(known => known.Id == point)?.Fields.FirstOrDefault(known => known.Id == field);

    /// <summary>Whether a field is the one of its point that tells where the person lives.</summary>
    public bool SaysResidence(string point, string version, string field) => book.Find(version)?.CollectionPoints
        .FirstOrDefault(known => known.Id == point)?.Fields
        .FirstOrDefault(known => known is { Type: FieldType.Country, OfOther: false })?.Id == field;

    /// <summary>Why a value cannot be corrected; null where it can.</summary>
    /// <param name="field">Its field, as <see cref="FieldOf"/> gives it.</param>
    /// <param name="isFromElsewhere">Whether somebody else gave it, or it comes from a public source.</param>
    /// <param name="isInCase">Whether the staff correct it in a case: they may, of what the person did not give themselves, too.</param>
    public static CorrectionBar? BarTo(
        CollectionField? field, bool isFile, bool isHeld, bool isFromElsewhere, bool isInCase = false) => field switch
        {
            _ when isHeld => CorrectionBar.Held,
            _ when isFile => CorrectionBar.File,
            _ when !isInCase && (isFromElsewhere || field is { Derived: true }) => CorrectionBar.FromElsewhere,
            null => CorrectionBar.NoForm,
            { Identifies: true } => CorrectionBar.Identifies,
            { Type: FieldType.File } => CorrectionBar.File,
            _ => null,
        };

    /// <summary>What is wrong with a new value; null where nothing is.</summary>
    /// <param name="value">In the one spelling of <see cref="FieldValues.Clean"/>.</param>
    public SubmissionError? Check(CollectionField field, string? value)
    {
        if (value is null)
            return new SubmissionError(field.Id, "missing", CorrectionTexts.Empty);
        if (values.Check(field, value, book.Today) is { } wrong)
            return wrong;
        return field.Type is FieldType.BirthDate && FieldValues.AgeOn(book.Today, FieldValues.DayOf(value)!.Value) < FieldValues.AdultEnough
            ? new SubmissionError(field.Id, Under13, CorrectionTexts.Under13) : null;
    }
}
