using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Ombud.Collection.Files;
using Ombud.Collection.Submitting;
using Ombud.Layout.Api;
using Ombud.Shared;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Collection.Api;

/// <summary>A file is uploaded, raw or as the one part of a form, and waits for an hour for its submission.</summary>
internal static class PostFile
{
    private const int Overhead = 64 * 1024;
    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapLate(HttpMethods.Post, "/files", HandleAsync)
            .WithMetadata(new RequestSizeLimitAttribute(FileCheck.LargestFile + Overhead))
            .Needs(ApiScopes.Submit)
            .WithName("PostFile")
            .WithSummary("Uploads a file, raw or as multipart/form-data; answers a reference for a submission within the hour.")
            .Accepts<Stream>("*/*")
            .Produces<UploadAnswer>(StatusCodes.Status201Created)
            .ProducesProblems(StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<JsonHttpResult<UploadAnswer>, ProblemAnswer>> HandleAsync(
        HttpContext http, OnceKey once, ApiCaller caller, Uploads uploads, CancellationToken cancel)
    {
        if (http.Request.ContentLength > FileCheck.LargestFile + Overhead)
            return ApiProblems.TooLargeFor(FileCheck.LargestFile);
        var (file, problem) = await TryReadAsync(http.Request, cancel);
        if (file is null)
            return problem!;
        var (checkedFile, error) = FileCheck.Check("file", file);
        if (checkedFile is null)
            return SubmissionProblems.OfFile(error!);
        var mark = await once.MarkAsync(DigestOf(checkedFile), cancel);
        return await uploads.AddAsync(checkedFile, caller.IdempotencyScope(), mark, cancel) is var (upload, expiresAt)
            ? TypedResults.Json(
                new UploadAnswer(upload, expiresAt), CollectionJson.Strict.UploadAnswer, statusCode: StatusCodes.Status201Created)
            : ApiProblems.KeyReused.Answer();
    }

    private static async Task<(FileInHand? File, ProblemAnswer? Problem)> TryReadAsync(HttpRequest request, CancellationToken cancel)
    {
        try
        {
            var file = await ReadAsync(request, cancel);
            return file is null ? (null, SubmissionProblems.FileMissing.Answer())
                : file.Content.Length > FileCheck.LargestFile ? (null, ApiProblems.TooLargeFor(FileCheck.LargestFile))
                : (file, null);
        }
        catch (BadHttpRequestException bad)
        {
            return (null, bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? ApiProblems.TooLargeFor(FileCheck.LargestFile)
                : ApiProblems.OfStatus(bad.StatusCode).Answer());
        }
        // A form that breaks off is an error of reading, as far as the reader can tell.
        catch (Exception failure) when (failure is InvalidDataException or IOException or FormatException)
        {
            return (null, SubmissionProblems.FormMalformed.Answer());
        }
    }

    // The boundary of a form is another each time it is sent: the file is what tells one call from another.
    private static byte[] DigestOf(CheckedFile file) =>
        [.. SHA256.HashData(Encoding.UTF8.GetBytes(file.Name)), .. SHA256.HashData(file.Content)];

    private static async Task<FileInHand?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasFormContentType)
            return new FileInHand(NameOf(request) ?? "file", await BytesAsync(request.Body, cancel));

        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).Value;
        if (boundary is not { Length: > 0 })
            throw new InvalidDataException("The form has no boundary.");

        // Read as it comes: the framework's form would put large files on the disk in clear.
        var reader = new MultipartReader(boundary, request.Body);
        while (await reader.ReadNextSectionAsync(cancel) is { } section)
        {
            if (section.AsFileSection() is { FileStream: { } content } file)
                return new FileInHand(file.FileName, await BytesAsync(content, cancel));
        }
        return null;
    }

    // In a header and never in the address: a file's name may be a person's.
    private static string? NameOf(HttpRequest request)
    {
        var disposition = request.GetTypedHeaders().ContentDisposition;
        return disposition?.FileNameStar.Value ?? HeaderUtilities.RemoveQuotes(disposition?.FileName ?? default).Value;
    }

    private static async Task<byte[]> BytesAsync(Stream content, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }
}
