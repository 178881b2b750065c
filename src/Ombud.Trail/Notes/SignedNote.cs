using System.Buffers.Binary;
using System.Text;

namespace Ombud.Trail.Notes;

/// <summary>One signature line of a note.</summary>
/// <param name="Name">Name of the key that is said to have signed.</param>
/// <param name="KeyId">Id of that key.</param>
/// <param name="Bytes">The signature itself, without the four bytes of key id; 64 bytes for Ed25519.</param>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Bytes);

/// <summary>What the signatures of a note are worth to somebody who knows certain keys.</summary>
public enum NoteVerdict
{
    /// <summary>At least one known key signed, and every signature of a known key is right.</summary>
    Verified,

    /// <summary>No signature is by a known key; the text means nothing.</summary>
    NoKnownSignature,

    /// <summary>A signature names a known key and is wrong: the text or the signature was changed.</summary>
    WrongSignature,
}

/// <summary>
/// A text with the signatures of one or more keys (C2SP signed-note). The text ends in a newline; after an empty line
/// follow the signatures, each as em dash, space, key name, space, base64, newline. Having parsed a note says nothing
/// about its truth: only <see cref="Verify"/> does.
/// </summary>
public sealed class SignedNote
{
    /// <summary>Longest note accepted, in bytes of UTF-8.</summary>
    public const int BytesMax = 1_000_000;

    /// <summary>Most signatures accepted on a note.</summary>
    public const int SignaturesMax = 100;

    private const string LineStart = "\u2014 ";
    private const int KeyIdLength = sizeof(uint);

    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private SignedNote(string text, IReadOnlyList<NoteSignature> signatures) =>
        (Text, Signatures) = (text, signatures);

    /// <summary>The text, ending in a newline. Do not act on it before it is verified.</summary>
    public string Text { get; }

    /// <summary>The signatures, known and unknown, in their order.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Signs a text with each of the keys.</summary>
    /// <exception cref="ArgumentException">
    /// The text does not end in a newline or holds what a note may not, or there is no signer.
    /// </exception>
    public static SignedNote Sign(string text, params ReadOnlySpan<NoteSigner> signers)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!IsNoteText(text))
            throw new ArgumentException("A note ends in a newline and holds no control character.", nameof(text));

        if (signers.IsEmpty || signers.Length > SignaturesMax)
            throw new ArgumentException("A note has between 1 and 100 signatures.", nameof(signers));

        var bytes = StrictUtf8.GetBytes(text);
        var signatures = new List<NoteSignature>();
        foreach (var signer in signers)
            signatures.Add(new NoteSignature(signer.Verifier.Name, signer.Verifier.KeyId, signer.Sign(bytes)));

        return new SignedNote(text, signatures);
    }

    /// <summary>Reads a note from a file's bytes; they must be valid UTF-8.</summary>
    public static Parsed<SignedNote> Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > BytesMax)
            return Parsed<SignedNote>.Failed("The note is longer than a million bytes.");

        try
        {
            return Parse(StrictUtf8.GetString(utf8));
        }
        catch (DecoderFallbackException)
        {
            return Parsed<SignedNote>.Failed("The note is not valid UTF-8.");
        }
    }

    /// <summary>Reads a note. Only the one spelling that <see cref="ToString"/> gives is accepted.</summary>
    public static Parsed<SignedNote> Parse(string note)
    {
        ArgumentNullException.ThrowIfNull(note);
        if (note.Length > BytesMax)
            return Parsed<SignedNote>.Failed("The note is longer than a million bytes.");

        if (!IsNoteText(note))
            return Parsed<SignedNote>.Failed("A note ends in a newline and holds no other control character.");

        // The last empty line parts text and signatures; the text may hold empty lines of its own.
        var gap = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (gap < 0 || gap + 2 == note.Length)
            return Parsed<SignedNote>.Failed("A note's text and its signatures are parted by an empty line.");

        var lines = note[(gap + 2)..^1].Split('\n');
        if (lines.Length > SignaturesMax)
            return Parsed<SignedNote>.Failed("The note has more than 100 signatures.");

        var signatures = new List<NoteSignature>();
        foreach (var line in lines)
        {
            if (ParseLine(line) is not { } signature)
                return Parsed<SignedNote>.Failed("A signature line is em dash, space, key name, space, base64.");

            signatures.Add(signature);
        }

        return Parsed<SignedNote>.Ok(new SignedNote(note[..(gap + 1)], signatures));
    }

    /// <summary>
    /// Checks the signatures of the keys given. Those of other keys are ignored, even when they share a name or an id
    /// with a known key; one wrong signature of a known key refuses the whole note.
    /// </summary>
    public NoteVerdict Verify(params IEnumerable<NoteVerifier> verifiers)
    {
        ArgumentNullException.ThrowIfNull(verifiers);

        var known = Known(verifiers);
        if (known.Exists(signature => !signature.IsRight))
            return NoteVerdict.WrongSignature;

        return known.Count > 0 ? NoteVerdict.Verified : NoteVerdict.NoKnownSignature;
    }

    /// <summary>The signatures by the keys given, each with its key's name and whether it is right.</summary>
    internal List<(string Name, bool IsRight)> Known(IEnumerable<NoteVerifier> verifiers)
    {
        var text = StrictUtf8.GetBytes(Text);
        var known = new List<(string, bool)>();
        foreach (var verifier in verifiers)
        {
            foreach (var signature in Signatures.Where(verifier.IsNamedBy))
                known.Add((verifier.Name, verifier.Verifies(text, signature.Bytes.Span)));
        }

        return known;
    }

    /// <summary>The note in its one spelling, to be stored or published as UTF-8.</summary>
    public override string ToString()
    {
        var note = new StringBuilder(Text).Append('\n');
        Span<byte> id = stackalloc byte[KeyIdLength];
        foreach (var signature in Signatures)
        {
            BinaryPrimitives.WriteUInt32BigEndian(id, signature.KeyId);
            var base64 = Convert.ToBase64String([.. id, .. signature.Bytes.Span]);
            note.Append(LineStart).Append(signature.Name).Append(' ').Append(base64).Append('\n');
        }

        return note.ToString();
    }

    private static NoteSignature? ParseLine(string line)
    {
        if (!line.StartsWith(LineStart, StringComparison.Ordinal))
            return null;

        var parts = line[LineStart.Length..].Split(' ');
        if (parts.Length != 2 || !NoteKey.IsName(parts[0]))
            return null;

        return StrictBase64.Decode(parts[1]) is { Length: > KeyIdLength } bytes
            ? new NoteSignature(parts[0], BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(KeyIdLength))
            : null;
    }

    private static bool IsNoteText(string text)
    {
        if (!text.EndsWith('\n'))
            return false;

        for (var at = 0; at < text.Length;)
        {
            // A lone surrogate has no UTF-8, so it could be neither signed nor stored.
            if (!Rune.TryGetRuneAt(text, at, out var rune) || (rune.Value < ' ' && rune.Value != '\n'))
                return false;

            at += rune.Utf16SequenceLength;
        }

        return true;
    }
}
