using System.IO.Compression;
using System.Text;

namespace Ombud.Collection.Files;

/// <summary>Looks into a DOCX or ODT, within limits: counts what really comes out, and believes no header.</summary>
internal static class OfficeArchive
{
    private const int EntriesMax = 1000;
    private const long InflatedMax = 50L * 1024 * 1024;
    private const int RatioMax = 100;
    private const int NamingMax = 1024 * 1024;

    // A small file may be mostly blanks: the ratio counts from here on.
    private const long RatioFrom = 1024 * 1024;

    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string Odt = "application/vnd.oasis.opendocument.text";

    private static readonly string[] Programs =
        [".exe", ".dll", ".com", ".bat", ".cmd", ".ps1", ".sh", ".js", ".vbs", ".jar", ".msi", ".scr", ".hta", ".lnk"];

    /// <summary>The type of an archive that we take.</summary>
    public static (string Type, FileRefusal Refusal) Sniff(byte[] content)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > EntriesMax)
                return ("", FileRefusal.Expands);
            if (archive.Entries.Any(IsDangerous))
                return ("", FileRefusal.Type);
            return Grows(archive, content.Length) ? ("", FileRefusal.Expands) : TypeOf(archive);
        }
        catch (InvalidDataException)
        {
            return ("", FileRefusal.Type);
        }
    }

    private static bool IsDangerous(ZipArchiveEntry entry) =>
        entry.IsEncrypted
        || entry.FullName.Contains("vbaProject", StringComparison.OrdinalIgnoreCase)
        || entry.FullName.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase)
        || entry.FullName.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase)
        || entry.FullName.Contains("/embeddings/", StringComparison.OrdinalIgnoreCase)
        || entry.FullName.Contains("/activeX/", StringComparison.OrdinalIgnoreCase)
        || entry.FullName.Contains("..", StringComparison.Ordinal)
        || Programs.Any(ending => entry.FullName.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static bool Grows(ZipArchive archive, long packed)
    {
        var buffer = new byte[64 * 1024];
        var total = 0L;
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            while (stream.Read(buffer) is > 0 and var read)
            {
                total += read;
                if (total > InflatedMax || total > RatioFrom && total > packed * RatioMax)
                    return true;
            }
        }
        return false;
    }

    private static (string Type, FileRefusal Refusal) TypeOf(ZipArchive archive)
    {
        if (archive.GetEntry("[Content_Types].xml") is { } types && archive.GetEntry("word/document.xml") is not null)
        {
            return Text(types).Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)
                ? ("", FileRefusal.Type) : (Docx, FileRefusal.None);
        }
        if (archive.GetEntry("mimetype") is { } mime && Text(mime).Trim() == Odt)
        {
            // An ODT keeps its name readable and its parts encrypted.
            return archive.GetEntry("META-INF/manifest.xml") is { } manifest
                && Text(manifest).Contains("encryption-data", StringComparison.OrdinalIgnoreCase)
                    ? ("", FileRefusal.Type) : (Odt, FileRefusal.None);
        }
        return ("", FileRefusal.Type);
    }

    private static string Text(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var bytes = new byte[(int)Math.Min(entry.Length, NamingMax)];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(bytes, 0, read);
    }
}
