using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Http;

/// <summary>The rows that a call is answered with, page by page, each page in memory for as long as it is read.</summary>
internal sealed class AnswerPages(HttpSender sender, HttpLimits limits)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="field">By which is asked, for what failures say; null where it is by none.</param>
    /// <exception cref="HttpException">The system did not answer so.</exception>
    public async IAsyncEnumerable<JsonElement> RowsAsync(
        FindCall call, CallPlaces places, string? field, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (first, rows, pages) = (HttpAsking.Of(call.Call, places), 0, 0);
        var asking = call.Next is NextPage.Number from ? first.With(from.Parameter, from.First) : first;
        string? mark = null;
        while (asking is not null)
        {
            if (++pages > limits.Pages)
                throw HttpFailure.TooManyPages(limits.Pages);

            using var page = await AskAsync(call, asking, field, cancel);
            if (page is null)
                yield break;

            var found = RowsOf(page.RootElement, call.Rows);
            foreach (var row in found.EnumerateArray())
            {
                if (++rows > limits.Rows)
                    throw HttpFailure.TooManyRows(limits.Rows);
                yield return row.ValueKind is JsonValueKind.Object ? row : throw new HttpException(HttpFailure.NoRows);
            }

            asking = call.Next is { } next ? Next(next, first, asking, page.RootElement, (found.GetArrayLength(), pages), ref mark) : null;
        }
    }

    private async Task<JsonDocument?> AskAsync(FindCall call, HttpAsking asking, string? field, CancellationToken cancel)
    {
        var answer = await sender.SendAsync(asking, reads: true, cancel);
        if (answer.Status is HttpStatusCode.NotFound && call.NotFoundIsNobody)
            return null;
        if (answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity && field is not null)
            throw HttpFailure.NotAsked(field);
        if (!answer.IsDone)
            throw HttpFailure.Of(answer.Status);
        if (answer.Body.Length == 0)
            return answer.Status is HttpStatusCode.NoContent ? null : throw new HttpException(HttpFailure.Malformed);

        try
        {
            return JsonDocument.Parse(answer.Body, Strict);
        }
        catch (JsonException)
        {
            // Without the exception itself, whose message may have a piece of the answer.
            throw new HttpException(HttpFailure.Malformed);
        }
    }

    private static JsonElement RowsOf(JsonElement answer, string pointer) =>
        JsonPointer.Find(answer, pointer) is { ValueKind: JsonValueKind.Array } list
            ? list
            : throw new HttpException(HttpFailure.NoRows);

    /// <summary>What the next page is asked by; null after the last.</summary>
    /// <param name="mark">By what this page was asked, and then the next.</param>
    private HttpAsking? Next(
        NextPage next, HttpAsking first, HttpAsking asking, JsonElement answer, (int Rows, int Pages) done, ref string? mark)
    {
        if (next is NextPage.Number number)
            return done.Rows == 0 ? null : first.With(number.Parameter, number.First + done.Pages);

        var (pointer, parameter) = next is NextPage.Cursor cursor
            ? (cursor.Pointer, cursor.Parameter)
            : (((NextPage.Link)next).Pointer, null);
        if (MarkOf(JsonPointer.Find(answer, pointer)) is not { } found)
            return null;
        if (found == mark)
            throw new HttpException(HttpFailure.SamePage);

        mark = found;
        return parameter is null ? asking with { Address = LinkOf(asking, found) } : first.With(parameter, JsonValue.Create(found));
    }

    private static string? MarkOf(JsonElement? found) => found?.ValueKind switch
    {
        null or JsonValueKind.Null or JsonValueKind.False => null,
        JsonValueKind.String => found.Value.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => found.Value.GetRawText(),
        _ => throw new HttpException(HttpFailure.NoNext),
    };

    private string LinkOf(HttpAsking asking, string link)
    {
        if (!Uri.TryCreate(sender.AddressOf(asking), link, out var address))
            throw new HttpException(HttpFailure.NoNext);

        return sender.IsOurs(address) ? address.AbsoluteUri : throw new HttpException(HttpFailure.ElsewhereNext);
    }
}
