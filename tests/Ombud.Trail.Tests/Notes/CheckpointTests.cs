using CsCheck;
using Ombud.Trail.Notes;

namespace Ombud.Trail.Tests.Notes;

public class CheckpointTests
{
    // Text and note as the C2SP tlog-checkpoint page shows them; the page names no key, so only the form is checked.
    private const string PageText =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    private const string PageNote = PageText + "\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJu"
        + "rmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

    private const string Root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    [Fact]
    public void The_checkpoint_of_the_specification_is_read_and_written()
    {
        var checkpoint = Checkpoint.Parse(SignedNote.Parse(PageNote).OrThrow().Text).OrThrow();

        Assert.Equal("example.com/behind-the-sofa", checkpoint.Origin);
        Assert.Equal(20852163, checkpoint.Size);
        Assert.Equal(Root, checkpoint.Root.ToBase64());
        Assert.Empty(checkpoint.Extensions);
        Assert.Equal(PageText, checkpoint.ToNoteText());
    }

    [Fact]
    public void Every_checkpoint_comes_back_from_its_text() =>
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Byte.Array[32], Gen.String[Gen.Char['!', 'ö'], 1, 9].List[0, 3])
            .Sample((size, root, extensions) =>
            {
                var text = Checkpoint.Of("trail.example/log", size, Hash32.From(root), extensions).ToNoteText();
                var read = Checkpoint.Parse(text).OrThrow();
                return read.Size == size && read.Extensions.SequenceEqual(extensions, StringComparer.Ordinal)
                    && read.ToNoteText() == text;
            });

    [Theory]
    [InlineData("")]
    [InlineData("origin\n1\n")]
    [InlineData("\n1\n" + Root + "\n")]
    [InlineData("origin\n1\n" + Root)]
    [InlineData("origin\n01\n" + Root + "\n")]
    [InlineData("origin\n-1\n" + Root + "\n")]
    [InlineData("origin\n+1\n" + Root + "\n")]
    [InlineData("origin\n1 \n" + Root + "\n")]
    [InlineData("origin\n9223372036854775808\n" + Root + "\n")]
    [InlineData("origin\n١\n" + Root + "\n")]
    [InlineData("origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")]
    [InlineData("origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n")]
    [InlineData("origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jx\n")]
    [InlineData("origin\n1\n" + Root + "\n\n")]
    [InlineData("origin\n1\n" + Root + "\n\nextension\n")]
    public void What_is_no_checkpoint_is_refused_with_a_reason(string text) =>
        Assert.NotEmpty(Checkpoint.Parse(text).Reason!);

    [Fact]
    public void No_text_makes_the_parser_throw() =>
        Gen.String[Gen.Char["\n\n\n0123456789=Ab+/ \r\ud800"], 0, 60].Sample(
            text => Checkpoint.Parse(text) is { IsOk: true } or { Reason.Length: > 0 });

    [Fact]
    public void A_checkpoint_is_believed_only_when_a_key_of_its_origin_has_signed_it()
    {
        using var log = NoteSigner.Generate("trail.example/log");
        using var witness = NoteSigner.Generate("witness.example");
        using var stranger = NoteSigner.Generate("trail.example/log");
        var checkpoint = Checkpoint.Of("trail.example/log", 0, default);
        var both = checkpoint.Sign(log, witness).ToString();

        Assert.True(Checkpoint.Open(both, log.Verifier).IsOk);
        Assert.True(Checkpoint.Open(both, log.Verifier, witness.Verifier, stranger.Verifier).IsOk);
        Assert.False(Checkpoint.Open(both, witness.Verifier).IsOk);
        Assert.False(Checkpoint.Open(both, stranger.Verifier).IsOk);
        Assert.False(Checkpoint.Open(both).IsOk);
        Assert.False(Checkpoint.Open("no note", log.Verifier).IsOk);
        Assert.False(Checkpoint.Open(SignedNote.Sign("no checkpoint\n", log).ToString(), log.Verifier).IsOk);
        Assert.False(Checkpoint.Open(both.Replace("\n0\n", "\n1\n", StringComparison.Ordinal), log.Verifier).IsOk);
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_is_not_made()
    {
        Assert.Throws<ArgumentException>(() => Checkpoint.Of("", 0, default));
        Assert.Throws<ArgumentException>(() => Checkpoint.Of("a\nb", 0, default));
        Assert.Throws<ArgumentException>(() => Checkpoint.Of("a", 0, default, ""));
        Assert.Throws<ArgumentOutOfRangeException>(() => Checkpoint.Of("a", -1, default));
    }
}
