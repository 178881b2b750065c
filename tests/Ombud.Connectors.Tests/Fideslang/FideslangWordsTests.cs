using System.Text.RegularExpressions;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Fideslang;

namespace Ombud.Connectors.Tests.Fideslang;

public sealed partial class FideslangWordsTests
{
    [Theory]
    [InlineData("user.contact.email", "contact-details")]
    [InlineData("user.contact.address.city", "contact-details")]
    [InlineData("user.demographic.date_of_birth", "birth-date")]
    [InlineData("user.health", "health")]
    [InlineData("user.health.genetic", "genetic")]
    [InlineData("user.health.condition", "health")]
    [InlineData("user.authorization.biometrics", "biometric")]
    [InlineData("user.provided.identifiable.contact.street", "contact-details")]
    [InlineData("system.operations", null)]
    [InlineData("user.unique_id.deterministic", null)]
    public void A_category_is_that_of_the_nearest_above_it(string fideslang, string? category)
    {
        Assert.True(FideslangWords.TryFind(fideslang, out var found));
        Assert.Equal(category, found);
    }

    [Theory]
    [InlineData("user")]
    [InlineData("user.demographic")]
    [InlineData("user.contacts.email")]
    [InlineData("")]
    public void A_category_that_says_too_little_is_unknown(string fideslang) => Assert.False(FideslangWords.TryFind(fideslang, out _));

    [Fact]
    public void What_is_written_for_a_category_is_read_as_it() =>
        Assert.All(FideslangWords.Translated, category =>
        {
            Assert.True(FideslangWords.TryFind(FideslangWords.WordOf(category)!, out var found));
            Assert.Equal(category, found);
        });

    [Fact]
    public void Every_category_is_one_of_the_shipped_pack() =>
        Assert.Empty(FideslangWords.Translated.Except(Id.Matches(File.ReadAllText(
            Path.Combine(Loading.DocumentTests.Docs, "..", "packs", "allegis-group", "2018-05-04", "categories.yaml")))
            .Select(match => match.Groups["id"].Value)));

    [Fact]
    public void Every_kind_of_identifier_has_a_word_that_is_read_as_it() =>
        Assert.All(Enum.GetValues<IdentifierKind>(), kind => Assert.Equal(kind, FideslangWords.Identity(FideslangWords.WordOf(kind))));

    [Theory]
    [InlineData("null_rewrite", FieldErasure.Null)]
    [InlineData("random_string_rewrite", FieldErasure.Anonymise)]
    [InlineData("string_rewrite", FieldErasure.Anonymise)]
    [InlineData("hash", FieldErasure.Anonymise)]
    [InlineData("hmac", FieldErasure.Anonymise)]
    [InlineData("aes_encrypt", FieldErasure.Anonymise)]
    [InlineData("something", null)]
    public void A_strategy_does_one_of_ours(string strategy, FieldErasure? erasure) =>
        Assert.Equal(erasure, FideslangWords.Masking(strategy));

    [GeneratedRegex(@"^- id: (?<id>\S+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id { get; }
}
