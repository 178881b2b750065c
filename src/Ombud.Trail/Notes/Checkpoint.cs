using System.Globalization;
using System.Text;

namespace Ombud.Trail.Notes;

/// <summary>
/// What a log signs of its tree (C2SP tlog-checkpoint): lines with the origin, the size and the root, then perhaps
/// further lines. Two checkpoints of one origin must be consistent.
/// </summary>
public sealed class Checkpoint
{
    private const int LinesMin = 3;

    private Checkpoint(string origin, long size, Hash32 root, IReadOnlyList<string> extensions) =>
        (Origin, Size, Root, Extensions) = (origin, size, root, extensions);

    /// <summary>
    /// Which log this is: not empty, by custom an address without scheme, and the name of the log's key.
    /// </summary>
    public string Origin { get; }

    /// <summary>Number of leaves in the tree.</summary>
    public long Size { get; }

    /// <summary>Root of the tree of that size.</summary>
    public Hash32 Root { get; }

    /// <summary>Further lines that the log signed, none by custom; each not empty.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>Makes a checkpoint.</summary>
    /// <exception cref="ArgumentException">The origin or a further line is empty or holds a control
    /// character.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public static Checkpoint Of(string origin, long size, Hash32 root, params IReadOnlyList<string> extensions)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(extensions);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (!IsLine(origin) || !extensions.All(IsLine))
            throw new ArgumentException("A line is not empty and holds no control character.", nameof(origin));

        return new Checkpoint(origin, size, root, [.. extensions]);
    }

    /// <summary>Reads a note's text as a checkpoint, strictly. Says nothing about who signed it.</summary>
    public static Parsed<Checkpoint> Parse(string noteText)
    {
        ArgumentNullException.ThrowIfNull(noteText);
        if (!noteText.EndsWith('\n'))
            return Parsed<Checkpoint>.Failed("A checkpoint ends in a newline.");

        var lines = noteText[..^1].Split('\n');
        if (lines.Length < LinesMin || !lines.All(IsLine))
            return Parsed<Checkpoint>.Failed("A checkpoint has at least three lines, none of them empty.");

        if (!long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || !string.Equals(lines[1], Decimal(size), StringComparison.Ordinal))
            return Parsed<Checkpoint>.Failed("A checkpoint's size is a decimal number without leading zeroes.");

        return StrictBase64.Decode(lines[2]) is { Length: Hash32.Length } root
            ? Parsed<Checkpoint>.Ok(new Checkpoint(lines[0], size, Hash32.From(root), lines[LinesMin..]))
            : Parsed<Checkpoint>.Failed("A checkpoint's root is the base64 of 32 bytes.");
    }

    /// <summary>
    /// Reads a signed checkpoint and believes it only if it is signed by a given key whose name is the checkpoint's
    /// origin, and no other given key's signature on it is wrong.
    /// </summary>
    /// <param name="note">The signed note.</param>
    /// <param name="verifiers">The log's keys (several while it changes keys) and those of any witnesses.</param>
    public static Parsed<Checkpoint> Open(string note, params IReadOnlyList<NoteVerifier> verifiers)
    {
        ArgumentNullException.ThrowIfNull(verifiers);
        return Open(SignedNote.Parse(note), verifiers);
    }

    /// <summary>The text to be signed.</summary>
    public string ToNoteText()
    {
        var text = new StringBuilder();
        foreach (var line in (IEnumerable<string>)[Origin, Decimal(Size), Root.ToBase64(), .. Extensions])
            text.Append(line).Append('\n');

        return text.ToString();
    }

    /// <summary>
    /// Signs the checkpoint. The caller answers for its being consistent with all that were signed before.
    /// </summary>
    /// <exception cref="ArgumentException">There is no signer.</exception>
    public SignedNote Sign(params ReadOnlySpan<NoteSigner> signers) => SignedNote.Sign(ToNoteText(), signers);

    internal static Parsed<Checkpoint> Open(Parsed<SignedNote> parsed, IReadOnlyList<NoteVerifier> verifiers)
    {
        if (!parsed.IsOk)
            return Parsed<Checkpoint>.Failed(parsed.Reason);

        var checkpoint = Parse(parsed.Value.Text);
        if (!checkpoint.IsOk)
            return checkpoint;

        var known = parsed.Value.Known(verifiers);
        if (known.Exists(signature => !signature.IsRight))
            return Parsed<Checkpoint>.Failed("A signature by a known key is wrong.");

        var origin = checkpoint.Value.Origin;
        return known.Exists(signature => string.Equals(signature.Name, origin, StringComparison.Ordinal))
            ? checkpoint
            : Parsed<Checkpoint>.Failed("No known key of the checkpoint's origin has signed it.");
    }

    private static bool IsLine(string line) => line.Length > 0 && !line.Any(letter => letter < ' ');

    private static string Decimal(long number) => number.ToString(CultureInfo.InvariantCulture);
}
