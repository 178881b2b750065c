using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Ombud.Layout;

/// <summary>A language of the pages. There are two; a third is one line here and a parameter of <see cref="Text"/>.</summary>
public sealed class Language : IParsable<Language>
{
    private Language(string code, string name, string culture) =>
        (Code, Name, Culture) = (code, name, CultureInfo.GetCultureInfo(culture));

    public static Language Swedish { get; } = new("sv", "Svenska", "sv-SE");

    public static Language English { get; } = new("en", "English", "en-GB");

    public static IReadOnlyList<Language> All { get; } = [Swedish, English];

    /// <summary>The BCP 47 subtag: path prefix, <c>lang</c> attribute and key of a pack's texts.</summary>
    public string Code { get; }

    /// <summary>Its name in itself.</summary>
    public string Name { get; }

    /// <summary>How it writes dates, numbers and sorts names.</summary>
    public CultureInfo Culture { get; }

    /// <summary>The languages that are not this one: where the language switch leads.</summary>
    public IEnumerable<Language> Others => All.Where(language => language != this);

    /// <summary>A page's address in this language.</summary>
    /// <param name="page">Path without language, from <c>/</c>.</param>
    public string Path(string page) => page is "/" ? $"/{Code}" : $"/{Code}{page}";

    /// <summary>Whether a path has its language already.</summary>
    public static bool IsIn(string path) => TryParse(path.TrimStart('/').Split('/', 2)[0], provider: null, out _);

    /// <summary>A day in words: 4 maj 2018.</summary>
    public string Say(DateOnly day) => day.ToString("d MMMM yyyy", Culture);

    /// <summary>The language of a request: that of its path, or else the one the browser likes best.</summary>
    public static Language Of(HttpContext context)
    {
        var prefix = (context.Request.Path.Value ?? "").TrimStart('/').Split('/', 2)[0];
        return TryParse(prefix, provider: null, out var language) ? language : Preferred(context.Request);
    }

    /// <summary>The first supported language of <c>Accept-Language</c>; English where none is.</summary>
    public static Language Preferred(HttpRequest request)
    {
        var wanted = request.GetTypedHeaders().AcceptLanguage
            .Where(range => range.Quality is not 0)
            .OrderByDescending(range => range.Quality ?? 1);
        foreach (var range in wanted)
        {
            if (TryParse(range.Value.Value?.Split('-')[0], provider: null, out var language))
                return language;
        }

        return English;
    }

    /// <inheritdoc/>
    public static Language Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var language) ? language : throw new FormatException("Not a language of the pages.");

    /// <inheritdoc/>
    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Language result)
    {
        result = All.FirstOrDefault(language => string.Equals(language.Code, s, StringComparison.OrdinalIgnoreCase));
        return result is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => Code;
}
