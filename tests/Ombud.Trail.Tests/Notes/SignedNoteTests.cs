using System.Text;
using CsCheck;
using Ombud.Trail.Notes;

namespace Ombud.Trail.Tests.Notes;

public class SignedNoteTests
{
    // Keys and signature published with golang.org/x/mod/sumdb/note, whose format the C2SP one is.
    private const string VKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private const string SKey =
        "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    private const string Text =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";

    private const string Note = Text + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN"
        + "1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private static readonly NoteVerifier Known = NoteVerifier.Parse(VKey).OrThrow();

    [Fact]
    public void The_published_note_verifies() =>
        Assert.Equal(NoteVerdict.Verified, SignedNote.Parse(Note).OrThrow().Verify(Known));

    [Fact]
    public void Signing_with_the_published_key_gives_the_published_note_byte_for_byte()
    {
        using var signer = NoteSigner.Parse(SKey).OrThrow();

        Assert.Equal(Note, SignedNote.Sign(Text, signer).ToString());
        Assert.Equal(VKey, signer.Verifier.ToString());
        Assert.Equal(SKey, signer.ToSecretText());
        Assert.Equal("PeterNeumann", signer.ToString());
    }

    [Fact]
    public void A_change_of_any_byte_of_the_note_is_refused()
    {
        var bytes = Encoding.UTF8.GetBytes(Note);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var parsed = SignedNote.Parse(bytes);
            Assert.False(parsed.IsOk && parsed.Value.Verify(Known) is NoteVerdict.Verified, $"bit {bit}");
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.Equal(NoteVerdict.Verified, SignedNote.Parse(bytes).OrThrow().Verify(Known));
    }

    [Fact]
    public void A_mangled_key_is_refused()
    {
        for (var start = 0; start < VKey.Length; start++)
        {
            for (var end = start; end <= VKey.Length; end++)
                Assert.True(VKey[start..end].Length == VKey.Length || !NoteVerifier.Parse(VKey[start..end]).IsOk);
        }

        for (var i = 0; i < VKey.Length; i++)
            Assert.False(NoteVerifier.Parse(VKey[..i] + (char)(VKey[i] + 1) + VKey[(i + 1)..]).IsOk, $"letter {i}");

        for (var i = 0; i < SKey.Length; i++)
            Assert.False(NoteSigner.Parse(SKey[..i] + (char)(SKey[i] + 1) + SKey[(i + 1)..]).IsOk, $"letter {i}");
    }

    [Theory]
    [InlineData("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==")]
    [InlineData("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    public void A_key_of_another_length_or_kind_is_refused_even_with_a_fitting_id(string vkey) =>
        Assert.NotEmpty(NoteVerifier.Parse(vkey).Reason!);

    [Fact]
    public void Several_keys_sign_one_note_and_unknown_ones_are_ignored()
    {
        using var log = NoteSigner.Generate("trail.example/log");
        using var witness = NoteSigner.Generate("witness.example");
        using var stranger = NoteSigner.Generate("trail.example/log");

        var note = SignedNote.Parse(SignedNote.Sign(Text, log, witness, stranger).ToString()).OrThrow();

        Assert.Equal(3, note.Signatures.Count);
        Assert.Equal(NoteVerdict.Verified, note.Verify(log.Verifier));
        Assert.Equal(NoteVerdict.Verified, note.Verify(log.Verifier, witness.Verifier));
        Assert.Equal(NoteVerdict.NoKnownSignature, note.Verify(Known));
        Assert.Equal(NoteVerdict.NoKnownSignature, note.Verify());
    }

    [Fact]
    public void A_signature_of_another_length_by_a_known_key_is_wrong()
    {
        var known = SignedNote.Parse(Note).OrThrow().Signatures[0];
        foreach (var length in (int[])[1, 63, 65])
        {
            var bytes = (byte[])[0xc7, 0x4f, 0x20, 0xa3, .. known.Bytes.Span[..Math.Min(length, 64)]];
            var line = Convert.ToBase64String(length > 64 ? [.. bytes, 0] : bytes);
            var note = SignedNote.Parse($"{Text}\n— PeterNeumann {line}\n").OrThrow();
            Assert.Equal(NoteVerdict.WrongSignature, note.Verify(Known));
        }
    }

    [Fact]
    public void One_wrong_signature_of_a_known_key_refuses_the_note_though_another_is_right()
    {
        using var log = NoteSigner.Generate("trail.example/log");
        using var witness = NoteSigner.Generate("witness.example");
        var right = SignedNote.Sign(Text, log).ToString();
        var wrong = SignedNote.Sign("another text\n", witness).ToString();

        var note = SignedNote.Parse(right + wrong[(wrong.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]).OrThrow();

        Assert.Equal(NoteVerdict.WrongSignature, note.Verify(log.Verifier, witness.Verifier));
        Assert.Equal(NoteVerdict.Verified, note.Verify(log.Verifier));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n\n")]
    [InlineData("text\n\n- name AAAAAAA=\n")]
    [InlineData("text\n\n— name AAAAAAA=")]
    [InlineData("text\n\n— name AAAAAAB=\n")]
    [InlineData("text\n\n— name AAAA AAAA\n")]
    [InlineData("text\n\n— name AAAAAA==\n")]
    [InlineData("text\n\n—  AAAAAAA=\n")]
    [InlineData("text\n\n— na+me AAAAAAA=\n")]
    [InlineData("text\n\n— na\u00a0me AAAAAAA=\n")]
    [InlineData("te\txt\n\n— name AAAAAAA=\n")]
    [InlineData("te\rxt\n\n— name AAAAAAA=\n")]
    public void What_is_no_note_is_refused_with_a_reason(string note) =>
        Assert.NotEmpty(SignedNote.Parse(note).Reason!);

    [Fact]
    public void What_is_nearly_no_note_is_one()
    {
        Assert.True(SignedNote.Parse("text\n\n— name AAAAAAA=\n").IsOk);
        Assert.Equal("one\n\ntwo\n", SignedNote.Parse("one\n\ntwo\n\n— name AAAAAAA=\n").OrThrow().Text);
    }

    [Fact]
    public void A_note_that_is_not_utf8_or_too_long_or_signed_too_often_is_refused()
    {
        var line = "— name AAAAAAA=\n";
        Assert.False(SignedNote.Parse([0xff, (byte)'\n', (byte)'\n', .. Encoding.UTF8.GetBytes(line)]).IsOk);
        Assert.False(SignedNote.Parse($"\ud800\n\n{line}").IsOk);
        Assert.False(SignedNote.Parse(new byte[SignedNote.BytesMax + 1]).IsOk);
        Assert.False(SignedNote.Parse(new string('a', SignedNote.BytesMax + 1)).IsOk);
        Assert.True(SignedNote.Parse("text\n\n" + string.Concat(Enumerable.Repeat(line, 100))).IsOk);
        Assert.False(SignedNote.Parse("text\n\n" + string.Concat(Enumerable.Repeat(line, 101))).IsOk);
    }

    [Fact]
    public void No_text_and_no_bytes_make_the_parser_throw()
    {
        Gen.String[Gen.Char["\n\n\n— abcAB+/=\t\ud800\udc00"], 0, 60].Sample(
            text => SignedNote.Parse(text) is { IsOk: true } or { Reason.Length: > 0 });
        Gen.Byte.Array[0, 80].Sample(bytes => SignedNote.Parse(bytes) is { IsOk: true } or { Reason.Length: > 0 });
        Gen.String.Sample(text => NoteVerifier.Parse(text) is { IsOk: true } or { Reason.Length: > 0 });
        Gen.String.Sample(text => NoteSigner.Parse("PRIVATE+KEY+" + text) is { IsOk: true } or { Reason.Length: > 0 });
    }

    [Fact]
    public void A_note_that_cannot_be_is_not_signed()
    {
        using var signer = NoteSigner.Generate("trail.example/log");
        Assert.Throws<ArgumentException>(() => SignedNote.Sign("no newline", signer));
        Assert.Throws<ArgumentException>(() => SignedNote.Sign("\u0007\n", signer));
        Assert.Throws<ArgumentException>(() => SignedNote.Sign("text\n"));
        Assert.Throws<ArgumentException>(() => NoteSigner.Generate("two words"));
        Assert.Throws<ArgumentException>(() => NoteSigner.Generate(""));
    }
}
