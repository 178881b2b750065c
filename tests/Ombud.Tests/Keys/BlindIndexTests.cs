using Ombud.Keys;
using Ombud.Tests.Running;

namespace Ombud.Tests.Keys;

public sealed class BlindIndexTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(IdentifierKindName.Email, "anna@jobs.example", " Anna@Jobs.Example\t")]
    [InlineData(IdentifierKindName.Email, "åsa@jobs.example", "A\u030Asa@jobs.example")]
    [InlineData(IdentifierKindName.Email, "anna@jobs.example", "ａnna@jobs.example")]
    [InlineData(IdentifierKindName.Phone, "+46701234567", "+46 70-123 45 67")]
    [InlineData(IdentifierKindName.Phone, "+46701234567", "0046 70 123 45 67")]
    [InlineData(IdentifierKindName.Phone, "+46701234567", "+46 (0)70 123 45 67")]
    [InlineData(IdentifierKindName.Phone, "0701234567", "070-123 45 67")]
    [InlineData(IdentifierKindName.Phone, "0701234567", "(0)70 123 45 67")]
    [InlineData(IdentifierKindName.Account, "anna.exempel", "Anna.Exempel ")]
    public void One_identifier_has_one_spelling(string kind, string one, string other) =>
        Assert.Equal(BlindIndex.Normalised(Kind(kind), one), BlindIndex.Normalised(Kind(kind), other));

    [Theory]
    [InlineData(IdentifierKindName.Email, "anna@jobs.example", "anna@job.example")]
    [InlineData(IdentifierKindName.Email, "anna.e@jobs.example", "annae@jobs.example")]
    [InlineData(IdentifierKindName.Phone, "+46701234567", "+4670123456")]
    [InlineData(IdentifierKindName.Phone, "+46701234567", "0701234567")]
    public void Two_identifiers_stay_two(string kind, string one, string other) =>
        Assert.NotEqual(BlindIndex.Normalised(Kind(kind), one), BlindIndex.Normalised(Kind(kind), other));

    [Fact]
    public async Task The_same_text_hashes_apart_by_kind_and_for_the_suppression_list()
    {
        await using var app = await OmbudApp.StartAsync(StorageKind.Sqlite);
        var index = app.Get<BlindIndex>();

        var email = await index.OfAsync(IdentifierKind.Email, "0701234567", None);
        var hashes = new[]
        {
            email, await index.OfAsync(IdentifierKind.Phone, "0701234567", None),
            await index.OfAsync(IdentifierKind.Account, "0701234567", None),
            await index.OfSuppressedAsync(IdentifierKind.Email, "0701234567", None),
        };

        Assert.Equal(hashes.Length, hashes.Select(Convert.ToHexString).Distinct().Count());
        Assert.Equal(email, await index.OfAsync(IdentifierKind.Email, "0701234567", None));
    }

    [Fact]
    public async Task Two_installations_hash_apart()
    {
        await using var one = await OmbudApp.StartAsync(StorageKind.Sqlite);
        await using var two = await OmbudApp.StartAsync(StorageKind.Sqlite);

        Assert.NotEqual(
            await one.Get<BlindIndex>().OfAsync(IdentifierKind.Email, "anna@jobs.example", None),
            await two.Get<BlindIndex>().OfAsync(IdentifierKind.Email, "anna@jobs.example", None));
    }

    private static IdentifierKind Kind(string name) => Enum.Parse<IdentifierKind>(name);

    private static class IdentifierKindName
    {
        public const string Email = nameof(IdentifierKind.Email);
        public const string Phone = nameof(IdentifierKind.Phone);
        public const string Account = nameof(IdentifierKind.Account);
    }
}
