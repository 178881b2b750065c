using Ombud.Trail.Notes;

namespace Ombud.Trail.Tests.Notes;

/// <summary>The first vector of RFC 8032, section 7.1: its message has no byte.</summary>
public sealed class Ed25519KeyTests
{
    private static readonly byte[] Public = Convert.FromHexString("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");

    private static readonly byte[] Signature = Convert.FromHexString(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");

    [Fact]
    public void A_signature_is_right_over_exactly_its_message()
    {
        var key = Ed25519Key.Parse(Convert.ToBase64String(Public))!;

        Assert.True(key.Verifies([], Signature));
        Assert.False(key.Verifies([0], Signature));
        Assert.False(key.Verifies([], Signature.AsSpan(1)));
        Assert.False(key.Verifies([], [.. Signature, 0]));
        Assert.Equal(Convert.ToBase64String(Public), key.ToString());
    }

    [Fact]
    public void What_is_no_key_is_none()
    {
        Assert.Null(Ed25519Key.Parse(""));
        Assert.Null(Ed25519Key.Parse("not base64"));
        Assert.Null(Ed25519Key.Parse(Convert.ToBase64String(Public.AsSpan(1))));
        Assert.Null(Ed25519Key.Parse(Convert.ToBase64String(Public) + "\n"));
    }
}
