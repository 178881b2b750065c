namespace Ombud.Cases.Protocols;

/// <summary>Reads what was sent, up to a limit, whatever length was told.</summary>
internal static class SentBody
{
    /// <summary>Most bytes of a request by a protocol.</summary>
    public const int Max = 64 * 1024;

    /// <returns>Null where more came than may.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > Max)
            return null;
        var bytes = new byte[Max + 1];
        var count = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return count > Max ? null : bytes[..count];
    }
}
