using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading;

/// <summary>A file of a pack: its bytes, which the digest covers, and its text.</summary>
internal sealed class SourceFile
{
    internal const int BytesMax = 1024 * 1024;

    private SourceFile(string path, byte[] bytes, string? text)
    {
        Path = path;
        Bytes = bytes;
        Text = text;
    }

    /// <summary>The path relative to the pack, with forward slashes.</summary>
    internal string Path { get; }

    internal byte[] Bytes { get; }

    /// <summary>The text without byte order mark; null where the file is no text.</summary>
    internal string? Text { get; }

    internal static SourceFile? Read(string root, string path, Findings findings)
    {
        try
        {
            var file = new FileInfo(System.IO.Path.Combine(root, path));
            if (file.Length > BytesMax)
            {
                findings.Add(new(path, 1, 1), PackRules.FileTooLarge,
                    $"the file has {file.Length} bytes and may have {BytesMax}; split or shorten it");
                return null;
            }

            return From(path, File.ReadAllBytes(file.FullName), findings);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            findings.Add(new(path, 1, 1), PackRules.FileUnreadable, "the file cannot be read; check its rights");
            return null;
        }
    }

    internal static SourceFile From(string path, byte[] bytes, Findings findings)
    {
        var content = bytes.AsSpan();
        if (content.StartsWith(Encoding.UTF8.Preamble))
            content = content[Encoding.UTF8.Preamble.Length..];
        if (!Utf8.IsValid(content))
        {
            findings.Add(FirstInvalid(path, content), PackRules.FileEncoding,
                "these bytes are not UTF-8; save the file as UTF-8");
            return new(path, bytes, text: null);
        }

        var text = Encoding.UTF8.GetString(content).Replace("\r\n", "\n", StringComparison.Ordinal);
        return new(path, bytes, AllIsSeen(path, text, findings) ? text : null);
    }

    private static bool AllIsSeen(string path, string text, Findings findings)
    {
        var (line, column, seen) = (1, 1, true);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHidden(rune))
            {
                findings.Add(new(path, line, column), PackRules.FileCharacter,
                    $"the character U+{rune.Value:X4} cannot be seen; remove it");
                seen = false;
            }

            (line, column) = rune.Value == '\n' ? (line + 1, 1) : (line, column + rune.Utf16SequenceLength);
        }

        return seen;
    }

    // Soft hyphen and joiners belong to spelling.
    private static bool IsHidden(Rune rune) =>
        rune.Value is not ('\n' or '\t' or 0x00AD or 0x200C or 0x200D)
        && Rune.GetUnicodeCategory(rune) is (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static SourceSpan FirstInvalid(string path, ReadOnlySpan<byte> content)
    {
        var (line, column, at) = (1, 1, 0);
        while (Rune.DecodeFromUtf8(content[at..], out var rune, out var length) is System.Buffers.OperationStatus.Done)
        {
            (line, column) = rune.Value == '\n' ? (line + 1, 1) : (line, column + rune.Utf16SequenceLength);
            at += length;
        }

        return new(path, line, column);
    }
}
