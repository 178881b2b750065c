using System.Buffers;

namespace Ombud.Collection.Files;

/// <summary>Why a file's content is not taken.</summary>
internal enum FileRefusal
{
    None,

    /// <summary>No type that we take, or one with macros, encryption or programs in it.</summary>
    Type,

    /// <summary>An archive that grows beyond its limits.</summary>
    Expands,
}

/// <summary>Tells a file's type by its content.</summary>
internal static class FileContent
{
    private static readonly SearchValues<byte> NotInText = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Except(['\t', '\n', '\r', '\f']).Select(code => (byte)code), 127]);

    /// <summary>The media type of content that we take.</summary>
    public static (string Type, FileRefusal Refusal) Sniff(byte[] content)
    {
        ReadOnlySpan<byte> bytes = content;
        if (bytes.StartsWith("PK\x03\x04"u8))
            return OfficeArchive.Sniff(content);
        if (bytes.StartsWith("%PDF-"u8))
            return bytes.IndexOf("/Encrypt"u8) >= 0 ? Refused : ("application/pdf", FileRefusal.None);
        if (bytes.StartsWith("{\\rtf"u8))
            return bytes.IndexOf("\\objdata"u8) >= 0 ? Refused : ("application/rtf", FileRefusal.None);
        if (bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
            return ("image/jpeg", FileRefusal.None);
        if (bytes.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            return ("image/png", FileRefusal.None);
        return IsText(bytes) ? ("text/plain", FileRefusal.None) : Refused;
    }

    private static (string Type, FileRefusal Refusal) Refused => ("", FileRefusal.Type);

    // Text that a machine would take for a program or a page is no text.
    private static bool IsText(ReadOnlySpan<byte> bytes) =>
        !bytes.ContainsAny(NotInText) && IsUtf8(bytes)
        && !bytes.StartsWith("#!"u8) && !bytes.TrimStart("\uFEFF \t\r\n"u8).StartsWith("<"u8);

    private static bool IsUtf8(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);
}
