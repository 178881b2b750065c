using System.Reflection;
using System.Text.RegularExpressions;
using Ombud.Layout;

namespace Ombud.Tests.Layout;

public sealed partial class TextTests
{
    private static IReadOnlyList<(string Name, Text Text)> All { get; } =
    [
        .. typeof(Text).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(Text))
            .Select(field => ($"{field.DeclaringType!.Name}.{field.Name}", (Text)field.GetValue(null)!)),
    ];

    [Fact]
    public void No_text_is_blank_in_any_language()
    {
        Assert.True(All.Count > 100);
        Assert.Empty(All.Where(at => Language.All.Any(language => string.IsNullOrWhiteSpace(at.Text.In(language)))).Select(at => at.Name));
    }

    [Fact]
    public void A_text_has_the_same_places_in_every_language() =>
        Assert.Empty(All
            .Where(at => !Places(at.Text, Language.Swedish).SetEquals(Places(at.Text, Language.English)))
            .Select(at => at.Name));

    [Fact]
    public void Places_are_filled_in_the_readers_language()
    {
        var text = new Text(sv: "Gäller {0}.", en: "Applies {0}.");

        Assert.Equal("Gäller 4 maj 2018.", text.In(Language.Swedish, Language.Swedish.Say(new DateOnly(2018, 5, 4))));
        Assert.Equal("Applies 4 May 2018.", text.In(Language.English, Language.English.Say(new DateOnly(2018, 5, 4))));
    }

    private static HashSet<string> Places(Text text, Language language) =>
        [.. Place.Matches(text.In(language)).Select(match => match.Value)];

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, 1000)]
    private static partial Regex Place { get; }
}
