using System.Buffers;
using System.Globalization;
using System.Text;
using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Collection.Checking;

/// <summary>Checks one value by its field's type.</summary>
internal sealed class FieldValues(LegalData law)
{
    /// <summary>The age in years from which somebody may take part (promise <c>minors.under-13</c>).</summary>
    public const int AdultEnough = 13;

    private const int EmailMax = 254;
    private const int PhoneDigitsMin = 5;
    private const int PhoneDigitsMax = 15;
    private const int YearsMax = 130;
    private static readonly SearchValues<char> NotInEmail = SearchValues.Create(" \"(),:;<>[\\]");

    /// <summary>One spelling of a value: trimmed, line ends as line feeds; null where nothing was given.</summary>
    public static string? Clean(string? given)
    {
        var value = given?.ReplaceLineEndings("\n").Trim();
        return value is null or "" ? null : value;
    }

    /// <summary>What is wrong with a value that is there; null where nothing is.</summary>
    public SubmissionError? Check(CollectionField field, string value, DateOnly today)
    {
        if (HasControls(value, mayBreakLines: field.Type is FieldType.LongText))
            return new(field.Id, "control-characters", ErrorTexts.ControlCharacters);
        if (field.Type is not FieldType.File && value.Length > field.Max)
            return new(field.Id, "too-long", ErrorTexts.TooLong) { Limit = field.Max };

        return field.Type switch
        {
            FieldType.Text or FieldType.LongText => null,
            FieldType.Email => IsEmail(value) ? null : new(field.Id, "not-an-email", ErrorTexts.NotAnEmail),
            FieldType.Phone => IsPhone(value) ? null : new(field.Id, "not-a-phone", ErrorTexts.NotAPhone),
            FieldType.Date => DayOf(value) is not null ? null : new(field.Id, "not-a-date", ErrorTexts.NotADate),
            FieldType.BirthDate => IsBirthDate(value, today) ? null : new(field.Id, "not-a-date", ErrorTexts.NotADate),
            FieldType.Country => IsCountry(value) ? null : new(field.Id, "not-a-country", ErrorTexts.NotACountry),
            FieldType.Choice => field.Choices.Any(choice => choice.Value == value)
                ? null : new(field.Id, "not-a-choice", ErrorTexts.NotAChoice),
            FieldType.Url => IsUrl(value) ? null : new(field.Id, "not-a-url", ErrorTexts.NotAUrl),
            FieldType.File => new(field.Id, "not-a-file", ErrorTexts.NotAFile),
        };
    }

    /// <summary>A day written as <c>yyyy-MM-dd</c>; null where it is none.</summary>
    public static DateOnly? DayOf(string value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Whole years from a birth to a day.</summary>
    public static int AgeOn(DateOnly today, DateOnly born)
    {
        var age = today.Year - born.Year;
        return born.AddYears(age) > today ? age - 1 : age;
    }

    public static bool IsEmail(string value)
    {
        var at = value.IndexOf('@', StringComparison.Ordinal);
        var domain = at < 0 ? "" : value[(at + 1)..];
        return value.Length <= EmailMax && at > 0 && !value.AsSpan().ContainsAny(NotInEmail)
            && !domain.Contains('@', StringComparison.Ordinal) && domain.Contains('.', StringComparison.Ordinal)
            && !domain.StartsWith('.') && !domain.EndsWith('.');
    }

    public static bool IsPhone(string value)
    {
        var digits = value.Count(char.IsAsciiDigit);
        return digits is >= PhoneDigitsMin and <= PhoneDigitsMax
            && value.Length <= 2 * PhoneDigitsMax
            && value.All(c => char.IsAsciiDigit(c) || c is '+' or ' ' or '-' or '(' or ')' or '.' or '/')
            && value.LastIndexOf('+') <= 0;
    }

    public bool IsCountry(string value) => law.Countries.Any(country => country.Id == value);

    /// <summary>Whether a text has signs that no form gives: controls, half characters, marks that turn the writing round.</summary>
    public static bool HasControls(string value, bool mayBreakLines)
    {
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar && !value.Contains('\uFFFD', StringComparison.Ordinal))
                return true;
            if (mayBreakLines && rune.Value is '\n' or '\t')
                continue;
            if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069))
                return true;
        }
        return false;
    }

    private static bool IsBirthDate(string value, DateOnly today) =>
        DayOf(value) is { } born && born <= today && born > today.AddYears(-YearsMax);

    private static bool IsUrl(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.UserInfo.Length == 0 && address.Host.Length > 0;
}
