using Ombud.Connectors.Describing;
using Ombud.Connectors.Discovering;
using Ombud.Connectors.Tests.Loading;
using YamlDotNet.RepresentationModel;

namespace Ombud.Connectors.Tests.Discovering;

public sealed class NameHintsTests
{
    private static string File { get; } =
        Path.Combine(DocumentTests.Docs, "..", "src", "Ombud.Connectors", "Discovering", "hints.yaml");

    [Fact]
    public void Every_category_that_is_suggested_is_one_of_the_shipped_pack()
    {
        Assert.NotEmpty(NameHints.Suggested);
        Assert.Subset(DocumentTests.PackIds("categories.yaml"), NameHints.Suggested.ToHashSet());
    }

    [Fact]
    public void Every_hint_counts_where_it_stands()
    {
        Assert.All(Hints("categories"), one => Assert.Equal(one, (NameHints.CategoryOf(one.Hint), one.Hint)));
        Assert.All(Hints("identifiers"), one =>
            Assert.Equal(one, (NameHints.IdentifierOf(one.Hint)?.ToString().ToLowerInvariant(), one.Hint)));
    }

    [Theory]
    [InlineData("email", IdentifierKind.Email)]
    [InlineData("customer_email", IdentifierKind.Email)]
    [InlineData("CustomerEmail", IdentifierKind.Email)]
    [InlineData("customer-email", IdentifierKind.Email)]
    [InlineData("customer email", IdentifierKind.Email)]
    [InlineData("customerEMail", IdentifierKind.Email)]
    [InlineData("E-POST", IdentifierKind.Email)]
    [InlineData("kund_e_post", IdentifierKind.Email)]
    [InlineData("Epostadress2", IdentifierKind.Email)]
    [InlineData("emailaddress", IdentifierKind.Email)]
    [InlineData("homephone", IdentifierKind.Phone)]
    [InlineData("kundmobilnummer", IdentifierKind.Phone)]
    [InlineData("emailable", null)]
    [InlineData("phonebook", null)]
    [InlineData("filename", null)]
    [InlineData("phone_number", IdentifierKind.Phone)]
    [InlineData("Mobilnummer", IdentifierKind.Phone)]
    [InlineData("UserName", IdentifierKind.Account)]
    [InlineData("användarnamn", IdentifierKind.Account)]
    [InlineData("user_id", null)]
    [InlineData("emailed", null)]
    [InlineData("id", null)]
    [InlineData("", null)]
    public void Who_it_is_is_told_by_a_word_of_the_name(string name, IdentifierKind? kind) =>
        Assert.Equal(kind, NameHints.IdentifierOf(name));

    [Theory]
    [InlineData("first_name", "contact-details")]
    [InlineData("Förnamn", "contact-details")]
    [InlineData("birth_date", "birth-date")]
    [InlineData("FÖDELSEDATUM", "birth-date")]
    [InlineData("fodelsedatum", "birth-date")]
    [InlineData("customer_bank_account", "pay-and-bank")]
    [InlineData("Lön", "pay-and-bank")]
    [InlineData("IPAddress", "technical-visit")]
    [InlineData("passwordHash", "account-credentials")]
    [InlineData("JobTitle", "professional-role")]
    [InlineData("realname", "contact-details")]
    [InlineData("customerfirstname", "contact-details")]
    [InlineData("hostname", null)]
    [InlineData("order_total", "transactions")]
    [InlineData("kön", "gender")]
    [InlineData("personnummer", "identity-number")]
    [InlineData("address1", "contact-details")]
    [InlineData("sku", null)]
    [InlineData("lönsam", null)]
    [InlineData("2024", null)]
    public void What_it_is_is_told_by_its_words_apart_and_together(string name, string? category) =>
        Assert.Equal(category, NameHints.CategoryOf(name));

    [Theory]
    [InlineData("email_verified", "boolean")]
    [InlineData("email_verified", "tinyint(1)")]
    [InlineData("last_login", "timestamp with time zone")]
    [InlineData("phone_changed", "DATE")]
    public void A_truth_or_a_moment_identifies_nobody(string name, string type)
    {
        Assert.NotNull(NameHints.IdentifierOf(LiveSchemas.Field(name, "character varying")));
        Assert.Null(NameHints.IdentifierOf(LiveSchemas.Field(name, type)));
    }

    private static List<(string? Word, string Hint)> Hints(string section)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(System.IO.File.ReadAllText(File)));
        var words = ((YamlMappingNode)((YamlMappingNode)stream.Documents[0].RootNode)[section]).Children;
        return [.. words.SelectMany(word => ((YamlSequenceNode)word.Value).Children
            .Select(hint => (((YamlScalarNode)word.Key).Value, ((YamlScalarNode)hint).Value!)))];
    }
}
