using System.Globalization;
using System.Text.RegularExpressions;
using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Yaml;

internal sealed partial class YamlReader
{
    private const int IdLengthMax = 80;

    [GeneratedRegex(@"^[a-z0-9]+(?:-[a-z0-9]+)*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex IdPattern { get; }

    [GeneratedRegex(@"^[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*\z", RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    internal static partial Regex ClauseIdPattern { get; }

    [GeneratedRegex(@"^[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)*\z", RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    internal static partial Regex LawIdPattern { get; }

    [GeneratedRegex(@"^[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+\z", RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex EmailPattern { get; }

    /// <summary>The id of an entry.</summary>
    internal string Id() => ReadId(IdPattern, "lower case with hyphens, such as 'job-seeker'");

    /// <summary>The id of a clause.</summary>
    internal string ClauseId() => ReadId(ClauseIdPattern, "section, dot, clause, such as 'scope.effective-date'");

    /// <summary>An id of the law's data, which keeps the law's own spellings such as <c>US-CA</c>.</summary>
    internal string LawId() => ReadId(LawIdPattern, "letters and digits with hyphens or dots");

    /// <summary>A text that must be there.</summary>
    internal string Text(string key) => ReadText(key, PackRules.KeyMissing) ?? "";

    /// <summary>A text, or null where it is absent.</summary>
    internal string? OptionalText(string key) => ReadText(key, missing: null);

    /// <summary>A word of a set, or null where it is absent.</summary>
    internal string? OptionalWord(string key, IReadOnlyList<string> words)
    {
        if (OptionalText(key) is not { } text)
            return null;
        if (words.Holds(text))
            return text;

        Report(key, Place(key), PackRules.ValueUnknown,
            $"'{text}' is not one of {string.Join(", ", words)}{Suggestion.For(text, words)}");
        return null;
    }

    /// <summary>An e-mail address to show, or null.</summary>
    internal string? OptionalEmail(string key)
    {
        var text = OptionalText(key);
        if (text is not null && !EmailPattern.IsMatch(text))
            Report(key, Place(key), PackRules.EmailForm, $"'{text}' is no e-mail address; write name@domain");
        return text;
    }

    /// <summary>A list of texts or ids; absent is empty.</summary>
    internal IReadOnlyList<string> Words(string key) => ReadWords(key, missing: null);

    /// <summary>A list of texts or ids with one at least.</summary>
    internal IReadOnlyList<string> SomeWords(string key)
    {
        var words = ReadWords(key, PackRules.KeyMissing);
        RequireOne(key, words.Count);
        return words;
    }

    /// <summary>A day that must be there.</summary>
    internal DateOnly Date(string key) => ReadDate(key, PackRules.KeyMissing) ?? default;

    /// <summary>A day, or null where it is absent.</summary>
    internal DateOnly? OptionalDate(string key) => ReadDate(key, missing: null);

    /// <summary>The last day of a period whose first is known.</summary>
    internal DateOnly? LastDay(string key, DateOnly? first)
    {
        var last = OptionalDate(key);
        if (last < first)
            Report(key, Place(key), PackRules.DatesReversed,
                $"{last:yyyy-MM-dd} is before {first:yyyy-MM-dd}; swap them");
        return last;
    }

    /// <summary>A day of the year, or null where it is absent. 29 February is none: it is not in every year.</summary>
    internal MonthDay? OptionalMonthDay(string key)
    {
        if (OptionalText(key) is not { } text)
            return null;
        if (DateOnly.TryParseExact("2001-" + text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return new(date.Month, date.Day);

        Report(key, Place(key), PackRules.DateForm, $"'{text}' is no day of the year; write MM-dd");
        return null;
    }

    /// <summary>A whole number within bounds that must be there.</summary>
    internal int Number(string key, int min, int max) => ReadNumber(key, PackRules.KeyMissing, min, max) ?? min;

    /// <summary>A whole number within bounds, or null where it is absent.</summary>
    internal int? OptionalNumber(string key, int min, int max) => ReadNumber(key, missing: null, min, max);

    /// <summary>True or false; absent is false.</summary>
    internal bool Flag(string key) => ReadFlag(key, missing: null);

    /// <summary>True or false, which must be said.</summary>
    internal bool RequiredFlag(string key) => ReadFlag(key, PackRules.KeyMissing);

    /// <summary>An address that must be there.</summary>
    internal Uri Link(string key) => ReadLink(key, PackRules.KeyMissing) ?? new Uri("https://missing.example/");

    /// <summary>An address, or null where it is absent.</summary>
    internal Uri? OptionalLink(string key) => ReadLink(key, missing: null);

    /// <summary>A word of an enumeration that must be there.</summary>
    internal T Enum<T>(string key)
        where T : struct, Enum => ReadEnum<T>(key, PackRules.KeyMissing) ?? default;

    /// <summary>A word of an enumeration whose absence has a rule of its own.</summary>
    internal T Enum<T>(string key, PackRule missing)
        where T : struct, Enum => ReadEnum<T>(key, missing) ?? default;

    /// <summary>A word of an enumeration, or what stands where it is absent.</summary>
    internal T Enum<T>(string key, T otherwise)
        where T : struct, Enum => ReadEnum<T>(key, missing: null) ?? otherwise;

    private string ReadId(Regex pattern, string form)
    {
        var id = Text("id");
        if (id.Length > 0 && (id.Length > IdLengthMax || !pattern.IsMatch(id)))
            Report("id", Place("id"), PackRules.IdForm,
                $"'{id}' is no id; write {form}, at most {IdLengthMax} characters");
        return id;
    }

    private string? ReadText(string key, PackRule? missing) =>
        Take(key, missing) is { } node ? TextOf(key, node) : null;

    private string? TextOf(string key, YamlNode node)
    {
        if (node is not YamlScalar scalar)
            return Fault<string>(key, node, "write a text");
        if (!CoreSchema.IsNull(scalar) && !CoreSchema.IsText(scalar))
            return Fault<string>(key, node, $"put quotes around it: '{scalar.Value}'");
        if (!CoreSchema.IsNull(scalar) && !string.IsNullOrWhiteSpace(scalar.Value))
            return scalar.Value;

        Report(key, node.At, PackRules.ValueEmpty, $"'{key}' is empty; write it or leave the key out");
        return null;
    }

    private List<string> ReadWords(string key, PackRule? missing)
    {
        if (TakeList(key, missing) is not { } list)
            return [];

        var words = new List<string>();
        foreach (var item in list.Items)
        {
            if (TextOf(key, item) is not { } word)
                continue;

            _context.Findings.Places.Record(At, key, words.Count, item.At);
            if (words.Contains(word, StringComparer.Ordinal))
                Report(key, item.At, PackRules.ValueTwice, $"'{word}' stands twice in '{key}'; keep one");
            words.Add(word);
        }

        return words;
    }

    private DateOnly? ReadDate(string key, PackRule? missing)
    {
        if (ReadText(key, missing) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;

        Report(key, Place(key), PackRules.DateForm, $"'{text}' is no day; write yyyy-MM-dd");
        return null;
    }

    private int? ReadNumber(string key, PackRule? missing, int min, int max)
    {
        if (Take(key, missing) is not { } node)
            return null;
        if (node is not YamlScalar scalar || !CoreSchema.IsNumber(scalar))
            return Fault<int?>(key, node, "write a whole number without quotes");
        if (int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max)
        {
            return number;
        }

        Report(key, node.At, PackRules.ValueRange, $"'{key}' is a whole number from {min} to {max}");
        return null;
    }

    private bool ReadFlag(string key, PackRule? missing)
    {
        if (Take(key, missing) is not { } node)
            return false;

        return node is YamlScalar scalar && CoreSchema.Flag(scalar) is { } flag
            ? flag
            : Fault<bool>(key, node, "write true or false");
    }

    private Uri? ReadLink(string key, PackRule? missing)
    {
        if (ReadText(key, missing) is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var link) && link.Scheme is "https" or "http"
            && text.StartsWith("http", StringComparison.Ordinal) && link.Host.Length > 0 && link.UserInfo.Length == 0)
        {
            return link;
        }

        Report(key, Place(key), PackRules.LinkForm, $"'{text}' is no address; write https://…");
        return null;
    }

    private T? ReadEnum<T>(string key, PackRule? missing)
        where T : struct, Enum
    {
        if (ReadText(key, missing) is not { } text)
            return null;
        if (EnumWords.Find<T>(text) is { } value)
            return value;

        var words = EnumWords.Of<T>();
        Report(key, Place(key), PackRules.ValueUnknown,
            $"'{text}' is not one of {string.Join(", ", words)}{Suggestion.For(text, words)}");
        return null;
    }

    private SourceSpan Place(string key) => _context.Findings.Places.Of(At, key);
}
