using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace Ombud.Layout.Forms;

/// <summary>Reads a form all in memory, so that nothing of it touches the disk in clear, as the framework's own reading may.</summary>
internal static class MemoryForm
{
    private const int ValuesMax = 200;

    /// <param name="sizeMax">Largest form, in bytes.</param>
    /// <returns>The form, or the status to answer with: too large, malformed, cut off, or not from a page of ours.</returns>
    public static async Task<(IFormCollection? Form, int Status)> ReadAsync(
        HttpContext http, IAntiforgery antiforgery, int sizeMax, CancellationToken cancel)
    {
        if (http.Request.ContentLength > sizeMax)
            return (null, StatusCodes.Status413PayloadTooLarge);
        try
        {
            if (!http.Request.HasFormContentType)
                return (null, StatusCodes.Status415UnsupportedMediaType);
            var form = await http.Request.ReadFormAsync(
                new FormOptions
                {
                    MemoryBufferThreshold = sizeMax, MultipartBodyLengthLimit = sizeMax, ValueCountLimit = ValuesMax,
                    ValueLengthLimit = sizeMax,
                },
                cancel);
            await antiforgery.ValidateRequestAsync(http);
            return (form, 0);
        }
        catch (BadHttpRequestException bad)
        {
            return (null, bad.StatusCode);
        }
        // A form that breaks off is an error of reading, as far as the reader can tell.
        catch (Exception failure) when (failure is InvalidDataException or IOException or AntiforgeryValidationException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
    }
}
