using System.IO.Compression;
using System.Text;
using CsCheck;
using Ombud.Trail.Notes;
using Ombud.Trail.Receipts;
using Ombud.Trail.Verification;

namespace Ombud.Trail.Tests.Verification;

public class TrailVerifierTests
{
    private static readonly string[] Places =
    [
        "checkpoint", "tile/0/000", "tile/0/000.p/3", "tile/entries/000.p/3", "tile/7/000", "tile/entries/x999/000",
        "receipts/a.json", "tile/63/x001/000.p/9",
    ];

    [Fact]
    public void Exports_of_many_sizes_and_batches_are_clean() =>
        Gen.Int[0, 400].Array[1, 4].Sample(
            batches =>
            {
                using var log = new SampleExport(batches);
                Assert.Empty(Verify(log).Findings);
            },
            iter: 30);

    [Fact]
    public void A_large_export_with_tiles_of_three_levels_is_clean_and_one_wrong_byte_in_it_is_found()
    {
        using var log = new SampleExport(30_000, 36_000);
        Assert.Empty(Verify(log, log.NoteAt(30_000)).Findings);

        log.Files["tile/2/000.p/1"][7] ^= 1;
        Assert.Equal([(FindingKind.TileDiffers, "tile/2/000.p/1")], Found(Verify(log)));

        log.Files["tile/entries/x001/000"] = [];
        log.Files["tile/entries/100"][9] ^= 1;
        Assert.Equal(
            [
                (FindingKind.Unexpected, "tile/entries/x001/000"), (FindingKind.TileDiffers, "tile/0/100"),
                (FindingKind.TileDiffers, "tile/1/000.p/117"), (FindingKind.TileDiffers, "tile/1/000"),
                (FindingKind.TileDiffers, "tile/2/000.p/1"), (FindingKind.RootDiffers, "checkpoint"),
            ],
            Found(Verify(log)));
    }

    [Fact]
    public void Every_finding_is_reported_not_just_the_first()
    {
        using var log = new SampleExport(300, 300);
        log.With(log.Receipt(1, 300), log.Receipt(2, 600), log.Receipt(599, 600));
        log.Files["checkpoint"][5] ^= 1;
        log.Files.Remove("tile/entries/001");
        log.Files["tile/0/000"][0] ^= 1;
        log.Files["tile/0/002.p/88"] = [];
        log.Files["stray"] = [];
        log.Files[SampleExport.ReceiptPath(2)][0] = (byte)'[';

        Assert.Equal(
            [
                (FindingKind.Unexpected, "stray"), (FindingKind.CheckpointRefused, "checkpoint"),
                (FindingKind.ReceiptMalformed, SampleExport.ReceiptPath(2)), (FindingKind.Missing, "tile/entries/001"),
                (FindingKind.TileDiffers, "tile/0/000"), (FindingKind.NotChecked, "tile/entries/001.p/44"),
                (FindingKind.NotChecked, "tile/0/001.p/44"), (FindingKind.NotChecked, "tile/0/001"),
                (FindingKind.TileDiffers, "tile/0/002.p/88"),
            ],
            Found(Verify(log)));
    }

    [Fact]
    public void A_tree_that_does_not_continue_an_earlier_checkpoint_is_found()
    {
        using var log = new SampleExport(20);
        using var stranger = NoteSigner.Generate(SampleExport.Origin);
        using var otherLog = NoteSigner.Generate("other.example/log");
        var rewritten = log.Sign(Checkpoint.Of(SampleExport.Origin, 12, default));
        var longer = log.Sign(Checkpoint.Of(SampleExport.Origin, 21, default));
        var forged = Checkpoint.Of(SampleExport.Origin, 12, default).Sign(stranger).ToString();
        var other = Checkpoint.Of("other.example/log", 12, default).Sign(otherLog).ToString();

        Assert.True(Verify(log, log.NoteAt(12)).IsClean);
        Assert.True(Verify(log, log.NoteAt(0)).IsClean);
        Assert.True(Verify(log, log.NoteAt(20)).IsClean);
        Assert.Equal([(FindingKind.HistoryRewritten, "earlier checkpoint")], Found(Verify(log, rewritten)));
        Assert.Equal([(FindingKind.HistoryRewritten, "earlier checkpoint")], Found(Verify(log, longer)));
        Assert.Equal([(FindingKind.EarlierRefused, "earlier checkpoint")], Found(Verify(log, forged)));
        Assert.Equal([(FindingKind.EarlierRefused, "earlier checkpoint")], Found(Verify(log, "no note")));

        using var export = TrailExport.FromFiles(log.Files);
        var report = TrailVerifier.Verify(export, [log.Verifier, otherLog.Verifier], other);
        Assert.Equal([(FindingKind.EarlierRefused, "earlier checkpoint")], Found(report));
    }

    [Fact]
    public void A_genuine_receipt_of_another_history_under_the_same_key_is_found()
    {
        using var log = new SampleExport(20);
        var leaf = log.Pending(50);
        var alone = log.Sign(Checkpoint.Of(SampleExport.Origin, 1, leaf.Commitment.LeafHash()));
        var split = leaf with
        {
            State = ReceiptState.Included,
            LeafIndex = 0,
            TreeSize = 1,
            Inclusion = [],
            Checkpoint = alone,
        };

        Assert.Equal(ReceiptOutcome.Included, split.Verify(log.Verifier));
        Assert.Equal(
            [(FindingKind.ReceiptOfAnotherTree, SampleExport.ReceiptPath(50))], Found(Verify(log.With(split))));
    }

    [Fact]
    public void A_receipt_of_another_log_is_found_even_when_that_log_holds_the_same()
    {
        using var log = new SampleExport(20);
        using var otherLog = NoteSigner.Generate("other.example/log");
        var root = Checkpoint.Open(log.NoteAt(20), log.Verifier).OrThrow().Root;
        var foreign = Checkpoint.Of("other.example/log", 20, root).Sign(otherLog).ToString();
        log.With(log.Receipt(3, 20) with { Checkpoint = foreign });

        using var export = TrailExport.FromFiles(log.Files);
        var report = TrailVerifier.Verify(export, [log.Verifier, otherLog.Verifier]);

        Assert.Equal([(FindingKind.ReceiptOfAnotherTree, SampleExport.ReceiptPath(3))], Found(report));
    }

    [Fact]
    public void A_receipt_newer_than_the_export_or_wrongly_named_is_found()
    {
        using var log = new SampleExport(20);
        using var older = new SampleExport(12);
        log.With(log.Receipt(3, 20));
        log.Files["receipts/other.json"] = log.Files[SampleExport.ReceiptPath(3)];
        Assert.Equal([(FindingKind.ReceiptMisnamed, "receipts/other.json")], Found(Verify(log)));

        foreach (var path in log.Files.Keys.Where(path => !path.StartsWith("receipts/", StringComparison.Ordinal)))
            log.Files.Remove(path);

        foreach (var (path, bytes) in older.Files)
            log.Files[path] = bytes;

        log.Files.Remove("receipts/other.json");
        log.Files["checkpoint"] = Encoding.UTF8.GetBytes(log.NoteAt(12));
        Assert.Equal(
            [(FindingKind.ReceiptOfAnotherTree, SampleExport.ReceiptPath(3))], Found(Verify(log)));
    }

    [Fact]
    public void A_forged_size_beyond_all_measure_is_reported_at_once()
    {
        using var log = new SampleExport(20);
        var huge = Checkpoint.Of(SampleExport.Origin, long.MaxValue, default);
        log.Files["checkpoint"] = Encoding.UTF8.GetBytes(log.Sign(huge));
        log.Files["tile/entries/x030/x000/x000/x000/x000/000"] = [];

        var report = Verify(log);

        Assert.Contains(report.Findings, finding => finding.Kind is FindingKind.Missing);
        Assert.InRange(report.Findings.Count, 5, 30);
    }

    [Fact]
    public void A_folder_and_a_zip_verify_like_the_files_in_memory()
    {
        using var log = new SampleExport(300);
        log.With(log.Receipt(7, 300));
        var folder = Directory.CreateTempSubdirectory("ombud-trail").FullName;
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, bytes) in log.Files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
                File.WriteAllBytes(Path.Combine(folder, path), bytes);
                using var entry = archive.CreateEntry(path).Open();
                entry.Write(bytes);
            }
        }

        try
        {
            Assert.Empty(Verify(TrailExport.FromFolder(folder), log.Verifier).Findings);
            Assert.Empty(Verify(TrailExport.FromZip(zip), log.Verifier).Findings);
            File.WriteAllText(Path.Combine(folder, ".hidden"), "");
            Assert.Equal(
                [(FindingKind.Unexpected, ".hidden")], Found(Verify(TrailExport.FromFolder(folder), log.Verifier)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void What_is_no_export_at_all_is_a_finding_and_no_exception()
    {
        using var log = new SampleExport(3);
        foreach (var export in (TrailExport[])
            [
                TrailExport.FromFolder("/no/such/folder"), TrailExport.FromZip(new MemoryStream([1, 2, 3])),
                TrailExport.FromFiles(new Dictionary<string, byte[]>(StringComparer.Ordinal)),
            ])
            Assert.False(Verify(export, log.Verifier).IsClean);
    }

    [Fact]
    public void No_files_make_the_verifier_throw() =>
        Gen.Select(
            Gen.Int[0, Places.Length - 1].Select(i => Places[i]).Array[0, 8],
            Gen.Byte.Array[0, 110].Array[8]).Sample((paths, contents) =>
            {
                using var log = new SampleExport(3);
                foreach (var (path, content) in paths.Zip(contents))
                    log.Files[path] = content;

                Assert.All(Verify(log).Findings, finding => Assert.NotEmpty(finding.WhatToDo + finding.Detail));
            });

    [Fact]
    public void Every_kind_of_finding_says_what_to_do() =>
        Assert.All(Enum.GetValues<FindingKind>(), kind => Assert.NotEmpty(new Finding(kind, "", "").WhatToDo));

    private static IEnumerable<(FindingKind, string)> Found(TrailReport report) =>
        report.Findings.Select(finding => (finding.Kind, finding.Where));

    private static TrailReport Verify(SampleExport log, string? earlierNote = null)
    {
        using var export = TrailExport.FromFiles(log.Files);
        return TrailVerifier.Verify(export, [log.Verifier], earlierNote);
    }

    private static TrailReport Verify(TrailExport export, NoteVerifier verifier)
    {
        using (export)
            return TrailVerifier.Verify(export, [verifier]);
    }
}
