namespace Ombud.Policies.Loading;

/// <summary>Finds the word that was probably meant.</summary>
internal static class Suggestion
{
    private const int LengthMax = 64;

    /// <summary>A question to append to a message, or nothing where no word is near.</summary>
    internal static string For(string word, IEnumerable<string> known) => For(word, known, otherwise: "");

    /// <summary>A question to append to a message, or other advice where no word is near.</summary>
    internal static string For(string word, IEnumerable<string> known, string otherwise)
    {
        if (word.Length is 0 or > LengthMax)
            return otherwise;

        var reach = Math.Max(1, word.Length / 3);
        var nearest = known.Where(candidate => candidate.Length <= LengthMax)
            .Select(candidate => (Word: candidate, Distance: Distance(word, candidate)))
            .Where(candidate => candidate.Distance <= reach)
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
            .FirstOrDefault();
        return nearest.Word is null ? otherwise : $"; did you mean '{nearest.Word}'?";
    }

    // Edits by insertion, deletion, replacement and swap of neighbours; letter case costs nothing.
    private static int Distance(string one, string other)
    {
        var older = new int[other.Length + 1];
        var row = new int[other.Length + 1];
        var next = new int[other.Length + 1];
        for (var j = 0; j <= other.Length; j++)
            row[j] = j;

        for (var i = 1; i <= one.Length; i++)
        {
            next[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = row[j - 1] + (Same(one[i - 1], other[j - 1]) ? 0 : 1);
                next[j] = Math.Min(replaced, Math.Min(row[j], next[j - 1]) + 1);
                if (i > 1 && j > 1 && Same(one[i - 1], other[j - 2]) && Same(one[i - 2], other[j - 1]))
                    next[j] = Math.Min(next[j], older[j - 2] + 1);
            }

            (older, row, next) = (row, next, older);
        }

        return row[other.Length];
    }

    private static bool Same(char one, char other) => char.ToLowerInvariant(one) == char.ToLowerInvariant(other);
}
