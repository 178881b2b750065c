namespace Ombud.Paper.Pdf;

/// <summary>What a reader sees as one character, and how it is drawn.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Glyphs">What is drawn for it; nothing for what has no shape.</param>
/// <param name="Width">In thousandths of the size.</param>
/// <param name="IsExact">Whether the glyphs say the text; otherwise it is told beside them.</param>
/// <param name="IsMissing">Whether a placeholder stands for it, since the font has it not.</param>
internal sealed record Cluster(string Text, IReadOnlyList<ushort> Glyphs, int Width, bool IsExact, bool IsMissing)
{
    /// <summary>Whether it is written from right to left: Hebrew, Arabic and their kin.</summary>
    public bool IsRightToLeft =>
        Text[0] is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFE');

    /// <summary>Whether a line may end after it.</summary>
    public bool IsSpace => Text is " ";

    /// <summary>
    /// How far from the first each stands to the right, in thousandths of the size: what is written from right to left is put so on
    /// the page and told in its own order. Letters of the Arabic script are not joined.
    /// </summary>
    public static int[] Places(IReadOnlyList<Cluster> clusters)
    {
        var order = Enumerable.Range(0, clusters.Count).ToArray();
        for (var index = 0; index < clusters.Count; index++)
        {
            if (!clusters[index].IsRightToLeft)
                continue;
            var end = EndOfRightToLeft(clusters, index);
            Array.Reverse(order, index, end - index);
            TurnNumbersBack(clusters, order, index, end);
            index = end - 1;
        }
        var (places, x) = (new int[clusters.Count], 0);
        foreach (var index in order)
        {
            places[index] = x;
            x += clusters[index].Width;
        }
        return places;
    }

    // Up to the last such letter before one that is written the other way.
    private static int EndOfRightToLeft(IReadOnlyList<Cluster> clusters, int start)
    {
        var end = start + 1;
        for (var index = end; index < clusters.Count && (clusters[index].IsRightToLeft || !char.IsLetter(clusters[index].Text, 0)); index++)
        {
            if (clusters[index].IsRightToLeft)
                end = index + 1;
        }
        return end;
    }

    // Numbers are read from left to right among them too.
    private static void TurnNumbersBack(IReadOnlyList<Cluster> clusters, int[] order, int start, int end)
    {
        for (var index = start; index < end; index++)
        {
            var first = index;
            while (index < end && char.IsDigit(clusters[order[index]].Text, 0))
                index++;
            Array.Reverse(order, first, index - first);
        }
    }
}
