using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Ombud.Collection.Files;
using Ombud.Collection.Submitting;
using Ombud.Layout.Forms;
using Ombud.Policies.Model;

namespace Ombud.Collection.Pages;

/// <summary>A form as it came back: the values, by the names of its inputs.</summary>
internal sealed class FormPost
{
    /// <summary>Largest form with its file, in bytes.</summary>
    public const int SizeMax = FileCheck.LargestFile + 1024 * 1024;

    private const string Field = "field-";
    private const string Choice = "choice-";
    private readonly IFormCollection _form;

    private FormPost(IFormCollection form) => _form = form;

    public static string FieldName(string field) => Field + field;

    public static string ChoiceName(string choice) => Choice + choice;

    /// <summary>The name of the box that confirms that another person agreed.</summary>
    public const string ConfirmName = "confirm";

    /// <summary>Reads a form, all in memory: nothing of it touches the disk in clear.</summary>
    /// <returns>The form, or the status to answer with: too large, malformed, or not from a page of ours.</returns>
    public static async Task<(FormPost? Form, int Status)> ReadAsync(HttpContext http, IAntiforgery antiforgery, CancellationToken cancel)
    {
        var (form, status) = await MemoryForm.ReadAsync(http, antiforgery, SizeMax, cancel);
        return form is null ? (null, status) : (new FormPost(form), 0);
    }

    public string? this[string name] => _form[name].FirstOrDefault();

    /// <summary>Values by field, to be shown again in this answer and nowhere else.</summary>
    public Dictionary<string, string> FieldValues() => _form
        .Where(pair => pair.Key.StartsWith(Field, StringComparison.Ordinal))
        .ToDictionary(pair => pair.Key[Field.Length..], pair => pair.Value.FirstOrDefault() ?? "", StringComparer.Ordinal);

    /// <summary>Choices that were ticked.</summary>
    public Dictionary<string, bool> Ticked() => _form.Keys
        .Where(key => key.StartsWith(Choice, StringComparison.Ordinal))
        .ToDictionary(key => key[Choice.Length..], _ => true, StringComparer.Ordinal);

    public bool IsConfirmed => _form.ContainsKey(ConfirmName);

    /// <summary>What was sent, as a submission of a point.</summary>
    public async Task<Submission> ToSubmissionAsync(CollectionPoint point, ShownForm shown, CancellationToken cancel) => new()
    {
        Point = point.Id,
        Fields = FieldValues().Where(pair => pair.Value.Length > 0)
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
        Files = await FilesAsync(cancel),
        Shown = new ShownNotice(shown.Version, shown.Language),
        Confirmations = IsConfirmed ? [Submission.OthersAgreed] : [],
        Choices = Ticked(),
    };

    /// <summary>Everything that was sent but what the page put in itself, for telling a repeated form from another.</summary>
    public async Task<byte[]> DigestAsync(CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, values) in _form.Where(pair => pair.Key is not "__RequestVerificationToken")
            .OrderBy(pair => pair.Key, StringComparer.Ordinal))
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{string.Join('\n', values.ToArray())}")));
        foreach (var file in (await FilesAsync(cancel)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            hash.AppendData(SHA256.HashData(file.Value!.Content));
        return hash.GetHashAndReset();
    }

    private async Task<Dictionary<string, FileInHand?>> FilesAsync(CancellationToken cancel)
    {
        var files = new Dictionary<string, FileInHand?>(StringComparer.Ordinal);
        foreach (var file in _form.Files.Where(file => file.Length > 0 && file.Name.StartsWith(Field, StringComparison.Ordinal)))
        {
            using var content = new MemoryStream((int)file.Length);
            await file.CopyToAsync(content, cancel);
            files[file.Name[Field.Length..]] = new FileInHand(file.FileName, content.ToArray());
        }
        return files;
    }
}
