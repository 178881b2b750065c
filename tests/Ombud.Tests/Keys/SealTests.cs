using System.Security.Cryptography;
using CsCheck;
using Ombud.Keys;
using Ombud.Policies.Deciding;

namespace Ombud.Tests.Keys;

public sealed class SealTests
{
    private static readonly Guid Installation = Guid.CreateVersion7();
    private static readonly SubjectId Anna = SubjectId.New(TimeProvider.System);
    private static readonly Guid Row = Guid.CreateVersion7();

    [Fact]
    public void What_was_sealed_opens_at_its_own_place_alone()
    {
        using var key = new DataKey(1, RandomNumberGenerator.GetBytes(32));
        var place = Place.Of(Installation, Anna, Row, "record name", 1, 2, isLast: false);
        var sealedValue = key.Encrypt("Anna Exempel"u8, place);

        Assert.Equal("Anna Exempel"u8, key.Decrypt(sealedValue, place));
        IReadOnlyList<byte[]> others =
        [
            Place.Of(Guid.CreateVersion7(), Anna, Row, "record name", 1, 2, isLast: false),
            Place.Of(Installation, SubjectId.New(TimeProvider.System), Row, "record name", 1, 2, isLast: false),
            Place.Of(Installation, Anna, Guid.CreateVersion7(), "record name", 1, 2, isLast: false),
            Place.Of(Installation, Anna, Row, "record email", 1, 2, isLast: false),
            Place.Of(Installation, Anna, Row, "fact", 1, 2, isLast: false),
            Place.Of(Installation, Anna, Row, "record name", 2, 2, isLast: false),
            Place.Of(Installation, Anna, Row, "record name", 1, 3, isLast: false),
            Place.Of(Installation, Anna, Row, "record name", 1, 2, isLast: true),
        ];
        Assert.All(others, other => Assert.ThrowsAny<CryptographicException>(() => key.Decrypt(sealedValue, other)));
    }

    [Fact]
    public void Any_changed_or_missing_byte_is_noticed() =>
        Gen.Select(Gen.Byte.Array[0, 64], Gen.Int[0, 1000], Gen.Byte[1, 255]).Sample((value, at, flip) =>
        {
            using var key = new DataKey(1, new byte[32]);
            var sealedValue = key.Encrypt(value, "place"u8);
            var changed = sealedValue.ToArray();
            changed[at % changed.Length] ^= flip;

            Assert.ThrowsAny<CryptographicException>(() => key.Decrypt(changed, "place"u8));
            Assert.ThrowsAny<CryptographicException>(() => key.Decrypt(sealedValue.AsSpan(0, at % sealedValue.Length), "place"u8));
        });

    [Fact]
    public void No_nonce_comes_twice_and_equal_values_look_different()
    {
        using var key = new DataKey(1, new byte[32]);

        var sealedValues = Enumerable.Range(0, 20_000).AsParallel().Select(_ => key.Encrypt("same"u8, "place"u8)).ToList();

        Assert.Equal(sealedValues.Count, sealedValues.Select(value => Convert.ToHexString(value.AsSpan(0, 12))).Distinct().Count());
        Assert.Equal(sealedValues.Count, sealedValues.Select(value => Convert.ToHexString(value.AsSpan(12))).Distinct().Count());
    }

    [Fact]
    public void Another_key_opens_nothing()
    {
        using var one = new DataKey(1, RandomNumberGenerator.GetBytes(32));
        using var two = new DataKey(1, RandomNumberGenerator.GetBytes(32));

        Assert.ThrowsAny<CryptographicException>(() => two.Decrypt(one.Encrypt("value"u8, "place"u8), "place"u8));
    }
}
