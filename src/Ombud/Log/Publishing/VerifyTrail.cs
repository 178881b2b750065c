using System.Text.Json;
using Ombud.Trail.Notes;
using Ombud.Trail.Receipts;
using Ombud.Trail.Verification;

namespace Ombud.Log.Publishing;

/// <summary>Checks an export or a receipt with nothing but a public key: <c>ombud verify</c>. Needs no installation.</summary>
internal static class VerifyTrail
{
    /// <summary>Everything is as it was signed.</summary>
    public const int Genuine = 0;

    /// <summary>Something was changed, is missing, or is not signed by the key.</summary>
    public const int Refused = 1;

    /// <summary>It could not be checked: a file or the key cannot be read.</summary>
    public const int Unreadable = 2;

    /// <summary>The body is the one committed, but the receipt has no proof yet.</summary>
    public const int Pending = 3;

    private const int ReceiptBytesMax = 4 * 1024 * 1024;

    /// <summary>Verifies an exported folder.</summary>
    /// <param name="keyText">The vkey, or a file that holds it.</param>
    /// <param name="earlier">File with a checkpoint kept from an earlier day; null for none.</param>
    public static int Folder(string folder, string keyText, string? earlier, TextWriter output)
    {
        if (ReadKey(keyText, output) is not { } key)
            return Unreadable;
        if (!Directory.Exists(folder))
            return Fail(output, $"There is no folder {folder}.");
        if (earlier is not null && !File.Exists(earlier))
            return Fail(output, $"There is no earlier checkpoint {earlier}.");

        using var export = TrailExport.FromFolder(folder);
        var report = TrailVerifier.Verify(export, [key], earlier is null ? null : File.ReadAllText(earlier));
        foreach (var finding in report.Findings)
            output.WriteLine($"{finding.Kind} {finding.Where}: {finding.Detail} {finding.WhatToDo}");
        output.WriteLine(
            $"{(report.IsClean ? "Verified" : "Refused")}: {report.EntriesRead} entries, {report.TilesCompared} tiles, "
            + $"{report.ReceiptsIncluded} receipts, {report.Findings.Count} findings.");
        return report.IsClean ? Genuine : Refused;
    }

    /// <summary>Verifies one receipt, or a record that holds its receipt.</summary>
    /// <param name="differing">Compares a record with the body of its receipt; see <see cref="ReceiptFile.Read"/>.</param>
    /// <inheritdoc cref="Folder"/>
    public static int Receipt(
        string file, string keyText, TextWriter output, Func<JsonElement, JsonElement, string?>? differing = null)
    {
        if (ReadKey(keyText, output) is not { } key)
            return Unreadable;
        if (!File.Exists(file) || new FileInfo(file).Length > ReceiptBytesMax)
            return Fail(output, $"There is no receipt {file}, or it is too large to be one.");

        if (ReceiptFile.Read(File.ReadAllBytes(file), differing, out var reason) is not { } read)
        {
            output.WriteLine($"Refused: {reason}");
            return Refused;
        }

        var receipt = read.Receipt;
        var outcome = receipt.Verify(key);
        output.WriteLine($"{outcome}: {outcome.Sentence}");
        if (receipt.TreeSize is { } size && outcome is ReceiptOutcome.Included)
            output.WriteLine($"Fact {receipt.FactId} is entry {receipt.LeafIndex} of {size} in the log {key.Name}.");
        if (read.Differing is { } member)
        {
            output.WriteLine($"Refused: {member} of the record says otherwise than the fact in its receipt.");
            return Refused;
        }

        return outcome switch
        {
            ReceiptOutcome.Included => Genuine,
            ReceiptOutcome.Pending => Pending,
            ReceiptOutcome.BodyDiffers or ReceiptOutcome.Contradictory or ReceiptOutcome.CheckpointRefused
                or ReceiptOutcome.NotInTree => Refused,
        };
    }

    private static NoteVerifier? ReadKey(string keyText, TextWriter output)
    {
        var text = File.Exists(keyText) ? File.ReadAllText(keyText) : keyText;
        var key = NoteVerifier.Parse(text.Trim());
        if (key.IsOk)
            return key.Value;
        output.WriteLine($"The key cannot be read: {key.Reason} Fetch it from /api/v1/trail/key.");
        return null;
    }

    private static int Fail(TextWriter output, string says)
    {
        output.WriteLine(says);
        return Unreadable;
    }
}
