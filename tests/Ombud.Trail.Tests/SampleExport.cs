using System.Text;
using Ombud.Trail.Notes;
using Ombud.Trail.Receipts;
using Ombud.Trail.Tiles;
using Ombud.Trail.Tree;

namespace Ombud.Trail.Tests;

/// <summary>A small log with its key, and the export that its operator would hand out.</summary>
internal sealed class SampleExport : IDisposable
{
    public const string Origin = "trail.example/log";

    private readonly NoteSigner _signer = NoteSigner.Generate(Origin);
    private readonly SampleLog _log;

    /// <summary>Takes the leaves in as the batches say and keeps each batch's partial tiles.</summary>
    public SampleExport(params int[] batches)
    {
        _log = new SampleLog(batches.Sum());
        var (tiles, bundles) = (new TileBuilder(), new BundleBuilder());
        foreach (var batch in batches)
        {
            var at = (int)tiles.Size;
            var changed = tiles.Append(_log.LeafHashes.AsSpan(at, batch))
                .Concat(bundles.Append(_log.Commitments.AsSpan(at, batch)));
            foreach (var tile in changed)
                Files[TilePath.Format(tile.Id)] = tile.Bytes.ToArray();
        }

        Size = (int)tiles.Size;
        Files["checkpoint"] = Encoding.UTF8.GetBytes(NoteAt(Size));
    }

    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    public int Size { get; }

    public NoteVerifier Verifier => _signer.Verifier;

    public static Guid FactId(int i) => new(i, 0, 0, [0x80, 0, 0, 0, 0, 0, 0, 1]);

    public static string ReceiptPath(int i) => $"receipts/{FactId(i):D}.json";

    public string NoteAt(int size) => Checkpoint.Of(Origin, size, _log.Root(size)).Sign(_signer).ToString();

    public string Sign(Checkpoint checkpoint) => checkpoint.Sign(_signer).ToString();

    public ReceiptProof Receipt(int i, int size) => Pending(i) with
    {
        State = ReceiptState.Included,
        LeafIndex = i,
        TreeSize = size,
        Inclusion = InclusionProof.Compute(i, size, _log.Read),
        Checkpoint = NoteAt(size),
    };

    public ReceiptProof Pending(int i) => new()
    {
        FactId = FactId(i),
        Body = SampleLog.Body(i),
        Salt = SampleLog.Salt(i),
        Commitment = Commitment.Of(SampleLog.Salt(i), SampleLog.Body(i)),
        State = ReceiptState.Pending,
    };

    public SampleExport With(params ReceiptProof[] receipts)
    {
        foreach (var receipt in receipts)
            Files[$"receipts/{receipt.FactId:D}.json"] = receipt.ToJson();

        return this;
    }

    public void Dispose() => _signer.Dispose();
}
