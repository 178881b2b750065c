using Ombud.Collection.Checking;
using Ombud.Collection.Submitting;
using Ombud.Policies.Model;

namespace Ombud.Collection.Files;

/// <summary>A file whose content is what a person may send. It is never executed and never shown inline.</summary>
/// <param name="Name">Its name, without folders and signs that cannot be seen.</param>
/// <param name="Type">Media type, by content and not by what the sender says.</param>
internal sealed record CheckedFile(string Name, string Type, byte[] Content)
{
    /// <summary>The upload it came from, which goes once it is stored.</summary>
    public Guid? Upload { get; init; }

    public override string ToString() => nameof(CheckedFile);
}

/// <summary>Checks size and content of a file.</summary>
internal static class FileCheck
{
    /// <summary>Largest file of any field, in bytes.</summary>
    public const int LargestFile = 10 * 1024 * 1024;

    private const int NameMax = 120;
    private const double Megabyte = 1024 * 1024;

    /// <summary>The file as it may be stored, or what is wrong with it.</summary>
    public static (CheckedFile? File, SubmissionError? Error) Check(CollectionField field, FileInHand file)
    {
        if (field.Type is not FieldType.File)
            return (null, Error(field.Id, "not-text", ErrorTexts.NotText));

        // A field's largest is in bytes; one that says nothing has the default of a text, which no file fits in.
        var largest = field.Max > 1000 ? Math.Min(field.Max, LargestFile) : LargestFile;
        if (file.Content.Length > largest)
            return (null, Error(field.Id, "file-too-large", ErrorTexts.FileTooLarge) with { Limit = Math.Floor(largest / Megabyte) });
        return Check(field.Id, file);
    }

    /// <summary>An error of a field that was given as a file.</summary>
    public static SubmissionError Error(string field, string code, Layout.Text advice) =>
        new(field, code, advice) { Path = "$.files." + field };

    /// <inheritdoc cref="Check(CollectionField, FileInHand)"/>
    public static (CheckedFile? File, SubmissionError? Error) Check(string field, FileInHand file)
    {
        if (file.Content.Length == 0)
            return (null, Error(field, "file-empty", ErrorTexts.FileEmpty));
        var (type, refusal) = FileContent.Sniff(file.Content);
        return refusal switch
        {
            FileRefusal.None => (new CheckedFile(CleanName(file.Name), type, file.Content) { Upload = file.Upload }, null),
            FileRefusal.Expands => (null, Error(field, "file-expands-too-much", ErrorTexts.FileExpands)),
            FileRefusal.Type => (null, Error(field, "file-type-refused", ErrorTexts.FileTypeRefused)),
        };
    }

    /// <summary>The last part of a name, in signs that can be seen.</summary>
    public static string CleanName(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var seen = string.Concat(last.EnumerateRunes().Where(rune => !FieldValues.HasControls(rune.ToString(), false))
            .Select(rune => rune.ToString()));
        seen = seen.Trim().Trim('.');
        return seen.Length == 0 ? "file" : seen[..Math.Min(seen.Length, NameMax)];
    }
}
