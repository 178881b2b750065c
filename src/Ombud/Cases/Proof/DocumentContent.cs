namespace Ombud.Cases.Proof;

/// <summary>What a copy of a document may be: a picture, since pictures alone are shown on a page without a download.</summary>
internal static class DocumentContent
{
    /// <summary>Largest copy, in bytes.</summary>
    public const int Largest = 5 * 1024 * 1024;

    // PNG, W3C recommendation, section 5.2; JPEG, ITU-T T.81, annex B.
    private static ReadOnlySpan<byte> Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    /// <summary>The media type, by content; null for anything else, whatever it is called.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> content) =>
        content.StartsWith(Png) ? "image/png" : content.StartsWith(Jpeg) ? "image/jpeg" : null;
}
