using Ombud.Trail.Verification;

namespace Ombud.Trail.Tests.Verification;

public sealed class TamperingTests : IDisposable
{
    private readonly SampleExport _log = Sample();

    private static SampleExport Sample()
    {
        var log = new SampleExport(12, 8);
        return log.With(log.Receipt(0, 12), log.Receipt(19, 20), log.Pending(21));
    }

    [Fact]
    public void The_untouched_export_is_clean()
    {
        var report = Verify(_log.Files);

        Assert.Empty(report.Findings);
        Assert.True(report.IsClean);
        Assert.Equal(20, report.EntriesRead);
        Assert.Equal(3, report.TilesCompared);
        Assert.Equal(2, report.ReceiptsIncluded);
        Assert.Equal(1, report.ReceiptsPending);
        Assert.Equal(8, _log.Files.Count);
    }

    [Theory]
    [InlineData("checkpoint")]
    [InlineData("tile/0/")]
    [InlineData("tile/entries/")]
    [InlineData("receipts/")]
    public void A_changed_bit_in_any_byte_of_any_file_is_found(string files)
    {
        foreach (var (path, bytes) in Files(files))
        {
            for (var bit = 0; bit < bytes.Length * 8; bit++)
            {
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                var report = Verify(_log.Files);
                Assert.True(report.Findings.Any(finding => IsAbout(finding, path)), $"{path}, bit {bit}");
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }

        Assert.True(Verify(_log.Files).IsClean);
    }

    [Fact]
    public void A_byte_taken_out_or_put_in_anywhere_is_found()
    {
        foreach (var (path, bytes) in Files(""))
        {
            for (var at = 0; at <= bytes.Length; at++)
            {
                foreach (var added in (byte[])[(byte)' ', (byte)'0'])
                    AssertFound(path, [.. bytes.AsSpan(0, at), added, .. bytes.AsSpan(at)]);

                if (at < bytes.Length)
                    AssertFound(path, [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + 1)]);
            }
        }
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_found()
    {
        foreach (var (path, bytes) in Files(""))
        {
            for (var length = 0; length < bytes.Length; length++)
                AssertFound(path, bytes[..length]);
        }
    }

    [Fact]
    public void A_file_taken_away_is_found_unless_nothing_asks_for_it()
    {
        foreach (var (path, _) in Files(""))
        {
            var without = Copy();
            without.Remove(path);
            var optional = path.EndsWith("/000.p/12", StringComparison.Ordinal)
                || path.StartsWith("receipts/", StringComparison.Ordinal);

            Assert.Equal(optional, Verify(without).IsClean);
        }
    }

    [Fact]
    public void Files_changed_for_one_another_are_found()
    {
        foreach (var (one, bytes) in Files(""))
        {
            foreach (var (other, _) in Files("").Where(file => file.Key != one))
                AssertFound(other, bytes);
        }
    }

    [Fact]
    public void A_file_put_in_is_found()
    {
        foreach (var path in (string[])["x", "tile/0/001.p/3", "tile/1/000.p/1", "tile/0/000.p/21", "tile/9/000",
            "tile/entries/000", "tile/0/0", "receipts/x.json", "receipts/x", "Checkpoint"])
            AssertFound(path, [1, 2, 3]);
    }

    // Entries that do not give the signed root are reported there; which of them was changed nobody can say.
    private static bool IsAbout(Finding finding, string path) => finding.Where == path
        || (finding is { Kind: FindingKind.RootDiffers, Where: "checkpoint" }
            && path.StartsWith("tile/entries/", StringComparison.Ordinal));

    private IEnumerable<KeyValuePair<string, byte[]>> Files(string prefix) =>
        _log.Files.Where(file => file.Key.StartsWith(prefix, StringComparison.Ordinal));

    private Dictionary<string, byte[]> Copy() => new(_log.Files, StringComparer.Ordinal);

    private void AssertFound(string path, byte[] bytes)
    {
        var changed = Copy();
        changed[path] = bytes;
        Assert.False(Verify(changed).IsClean, path);
    }

    private TrailReport Verify(Dictionary<string, byte[]> files)
    {
        using var export = TrailExport.FromFiles(files);
        return TrailVerifier.Verify(export, [_log.Verifier], earlierNote: _log.NoteAt(12));
    }

    public void Dispose() => _log.Dispose();
}
