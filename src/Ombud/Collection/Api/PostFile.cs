using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Ombud.Collection.Files;
using Ombud.Collection.Submitting;
using Ombud.SignIn;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Collection.Api;

/// <summary>A file is uploaded, raw or as the one part of a form, and waits for an hour for its submission.</summary>
internal static class PostFile
{
    private const int Overhead = 64 * 1024;
    private const string Action = "submit";

    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/api/v1/files", HandleAsync)
            .RequireAuthorization(Access.Api)
            .RequireRateLimiting(RateLimits.Api)
            .DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(FileCheck.LargestFile + Overhead))
            .WithName("PostFile")
            .WithTags("Collection")
            .WithSummary("Uploads a file, raw or as multipart/form-data; answers a reference for a submission within the hour.")
            .Accepts<Stream>("*/*")
            .Produces<UploadAnswer>(StatusCodes.Status201Created)
            .Produces<SubmissionProblem>(StatusCodes.Status413PayloadTooLarge, "application/problem+json");

    internal static async Task<IResult> HandleAsync(
        HttpContext http, ApiCaller caller, Uploads uploads, CancellationToken cancel)
    {
        if (!caller.Allows(Action))
            return SubmissionProblems.OutOfScope;
        if (http.Request.ContentLength > FileCheck.LargestFile + Overhead)
            return SubmissionProblems.TooLarge;

        try
        {
            if (await ReadAsync(http.Request, cancel) is not { } file)
                return SubmissionProblems.Of(StatusCodes.Status400BadRequest, "file-missing", "The form holds no file.");
            if (file.Content.Length > FileCheck.LargestFile)
                return SubmissionProblems.TooLarge;

            var (checkedFile, error) = FileCheck.Check("file", file);
            if (checkedFile is null)
                return SubmissionProblems.Of(error!.Alone());
            var (upload, expiresAt) = await uploads.AddAsync(checkedFile, PostSubmission.ScopeOf(caller), cancel);
            return TypedResults.Json(
                new UploadAnswer(upload, expiresAt), CollectionJson.Strict.UploadAnswer, statusCode: StatusCodes.Status201Created);
        }
        catch (BadHttpRequestException bad) when (bad.StatusCode is StatusCodes.Status413PayloadTooLarge)
        {
            return SubmissionProblems.TooLarge;
        }
        catch (InvalidDataException)
        {
            return SubmissionProblems.Of(StatusCodes.Status400BadRequest, "form-malformed", "The form is not multipart/form-data as in RFC 7578.");
        }
    }

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
