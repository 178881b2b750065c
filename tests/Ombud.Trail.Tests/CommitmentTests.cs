using System.Security.Cryptography;
using CsCheck;

namespace Ombud.Trail.Tests;

public class CommitmentTests
{
    [Fact]
    public void A_commitment_is_the_hash_of_prefix_salt_and_body() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[0, 3000]).Sample((salt, body) =>
            Commitment.Of(salt, body).Value.ToArray()
                .SequenceEqual(SHA256.HashData([.. "ombud.trail/commitment/v1\n"u8, .. salt, .. body])));

    [Fact]
    public void Another_salt_gives_another_commitment() =>
        Assert.NotEqual(
            Commitment.Of(SampleLog.Salt(1), SampleLog.Body(1)), Commitment.Of(SampleLog.Salt(2), SampleLog.Body(1)));

    [Fact]
    public void A_salt_of_another_length_is_refused() =>
        Assert.Throws<ArgumentException>(() => Commitment.Of(new byte[31], []));

    [Fact]
    public void A_hash_of_another_length_is_refused() =>
        Assert.Throws<ArgumentException>(() => Hash32.From(new byte[33]));
}
