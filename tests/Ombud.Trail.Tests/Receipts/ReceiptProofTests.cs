using System.Text;
using CsCheck;
using Ombud.Trail.Notes;
using Ombud.Trail.Receipts;

namespace Ombud.Trail.Tests.Receipts;

public sealed class ReceiptProofTests : IDisposable
{
    private readonly SampleExport _log = new(20);

    [Fact]
    public void A_receipt_verifies_offline_and_comes_back_from_its_json()
    {
        for (var i = 0; i < 20; i++)
        {
            var receipt = _log.Receipt(i, 20);
            var read = ReceiptProof.Parse(receipt.ToJson()).OrThrow();

            Assert.Equal(ReceiptOutcome.Included, read.Verify(_log.Verifier));
            Assert.Equal(receipt.ToJson(), read.ToJson());
        }
    }

    [Fact]
    public void A_pending_receipt_says_so_and_has_no_proof()
    {
        var receipt = ReceiptProof.Parse(_log.Pending(3).ToJson()).OrThrow();

        Assert.Equal(ReceiptOutcome.Pending, receipt.Verify(_log.Verifier));
        Assert.Contains("\"state\": \"pending\"", Encoding.UTF8.GetString(receipt.ToJson()), StringComparison.Ordinal);
        Assert.DoesNotContain("inclusion", Encoding.UTF8.GetString(receipt.ToJson()), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_part_of_a_receipt_is_checked()
    {
        var good = _log.Receipt(3, 20);
        using var stranger = NoteSigner.Generate(SampleExport.Origin);

        Assert.Equal(ReceiptOutcome.Included, good.Verify(_log.Verifier));
        Assert.Equal(ReceiptOutcome.BodyDiffers, (good with { Body = [.. good.Body, 1] }).Verify(_log.Verifier));
        Assert.Equal(ReceiptOutcome.BodyDiffers, (good with { Salt = SampleLog.Salt(4) }).Verify(_log.Verifier));
        Assert.Equal(ReceiptOutcome.BodyDiffers, (good with { Salt = [] }).Verify(_log.Verifier));
        Assert.Equal(ReceiptOutcome.BodyDiffers, (good with { Commitment = default }).Verify(_log.Verifier));
        Assert.Equal(ReceiptOutcome.NotInTree, (good with { LeafIndex = 4 }).Verify(_log.Verifier));
        Assert.Equal(ReceiptOutcome.NotInTree, (good with { LeafIndex = -1 }).Verify(_log.Verifier));
        Assert.Equal(ReceiptOutcome.NotInTree, (good with { Inclusion = [] }).Verify(_log.Verifier));
        Assert.Equal(ReceiptOutcome.Contradictory, (good with { TreeSize = 19 }).Verify(_log.Verifier));
        Assert.Equal(ReceiptOutcome.Contradictory, (good with { TreeSize = null }).Verify(_log.Verifier));
        Assert.Equal(ReceiptOutcome.Contradictory, (good with { Checkpoint = null }).Verify(_log.Verifier));
        Assert.Equal(ReceiptOutcome.Contradictory, (good with { State = ReceiptState.Pending }).Verify(_log.Verifier));
        Assert.Equal(ReceiptOutcome.CheckpointRefused, (good with { Checkpoint = "no note" }).Verify(_log.Verifier));
        Assert.Equal(ReceiptOutcome.CheckpointRefused, good.Verify(stranger.Verifier));
        Assert.Equal(ReceiptOutcome.CheckpointRefused, good.Verify());
    }

    [Fact]
    public void Every_outcome_has_its_own_sentence() =>
        Assert.Equal(6, Enum.GetValues<ReceiptOutcome>().Select(outcome => outcome.Sentence)
            .Distinct(StringComparer.Ordinal).Count());

    [Theory]
    [InlineData("\"factId\"", "\"FactId\"")]
    [InlineData("\"factId\"", "\"fact\"")]
    [InlineData("\"state\": \"included\"", "\"state\": 1")]
    [InlineData("\"state\": \"included\"", "\"state\": \"lost\"")]
    [InlineData("\"state\": \"included\"", "\"state\": \"included\", \"state\": \"included\"")]
    [InlineData("\"state\": \"included\"", "\"state\": \"included\", \"more\": 1")]
    [InlineData("\"leafIndex\": 3", "\"leafIndex\": \"3\"")]
    [InlineData("\"leafIndex\": 3", "\"leafIndex\": 3.5")]
    [InlineData("\"leafIndex\": 3", "\"leafIndex\": 99999999999999999999")]
    [InlineData("\"inclusion\": [", "\"inclusion\": [null, ")]
    [InlineData("\"inclusion\": [", "\"inclusion\": [\"AAAA\", ")]
    [InlineData("\"checkpoint\": \"", "\"checkpoint\": \"\\ud800")]
    [InlineData("\"body\": \"", "\"body\": null, \"x\": \"")]
    [InlineData("\"body\": \"", "\"body\": \"*")]
    public void Json_that_is_not_of_the_form_is_refused(string part, string instead)
    {
        var json = Encoding.UTF8.GetString(_log.Receipt(3, 20).ToJson());
        Assert.Contains(part, json, StringComparison.Ordinal);

        var changed = json.Replace(part, instead, StringComparison.Ordinal);

        Assert.NotEmpty(ReceiptProof.Parse(Encoding.UTF8.GetBytes(changed)).Reason!);
    }

    [Fact]
    public void No_bytes_make_reading_or_verifying_throw()
    {
        var json = _log.Receipt(3, 20).ToJson();
        Gen.Select(Gen.Int[0, json.Length - 1], Gen.Byte.Array[0, 12]).Sample((at, bytes) =>
        {
            var end = Math.Min(json.Length, at + bytes.Length);
            var parsed = ReceiptProof.Parse([.. json.AsSpan(0, at), .. bytes, .. json.AsSpan(end)]);
            return parsed.IsOk ? Enum.IsDefined(parsed.Value.Verify(_log.Verifier)) : parsed.Reason.Length > 0;
        });
        Assert.False(ReceiptProof.Parse("null"u8).IsOk);
        Assert.False(ReceiptProof.Parse([]).IsOk);
    }

    public void Dispose() => _log.Dispose();
}
