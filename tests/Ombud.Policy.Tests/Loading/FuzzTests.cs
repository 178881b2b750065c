using System.Text;
using CsCheck;

namespace Ombud.Policies.Tests.Loading;

public sealed class FuzzTests
{
    private static readonly string[] Snippets =
    [
        "&a", "*a", "!!str", "{", "}", "[", "]", ":", "- ", "\t", "\n", "---\n", "...", "#", "\"", "'", "|", ">",
            "%", "@", "`",
        "? ", "<<: *a\n", "null", "~", "0x1F", "1e9", "\u202E", "<script>", "](javascript:x)", "{#", "\0", "é", "\r",
    ];

    private static readonly Gen<(int File, int Kind, double Where, byte Byte, int Snippet)> Mutations = Gen.Select(
        Gen.Int[0, 1000], Gen.Int[0, 5], Gen.Double[0, 1], Gen.Byte, Gen.Int[0, Snippets.Length - 1]);

    [Fact]
    public void Whatever_a_file_holds_loading_answers_with_a_pack_or_with_errors()
    {
        using var original = PackCopy.Minimal();
        var files = Directory.GetFiles(original.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => Path.GetRelativePath(original.Folder, file)).ToArray();

        Mutations.Array[1, 4].Sample(mutations =>
        {
            using var copy = PackCopy.Minimal();
            foreach (var mutation in mutations)
            {
                var path = copy.PathOf(files[mutation.File % files.Length]);
                File.WriteAllBytes(path, Mutate(File.ReadAllBytes(path), mutation));
            }

            var loading = copy.Load();

            return loading.Pack is null == loading.Errors.Count > 0
                && loading.Errors.All(error => error.At.Line > 0 && error.At.Column > 0
                    && !error.Message.Contains('\n', StringComparison.Ordinal));
        }, iter: 600, threads: 2);
    }

    private static byte[] Mutate(byte[] bytes, (int File, int Kind, double Where, byte Byte, int Snippet) mutation)
    {
        var at = (int)(mutation.Where * Math.Max(0, bytes.Length - 1));
        return mutation.Kind switch
        {
            0 when bytes.Length > 0 => [.. bytes[..at], mutation.Byte, .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(Snippets[mutation.Snippet]), .. bytes[at..]],
            2 => bytes[..at],
            3 => Lines(bytes, lines => lines.RemoveAt((int)(mutation.Where * (lines.Count - 1)))),
            4 => Lines(bytes, lines => lines.Insert(0, lines[(int)(mutation.Where * (lines.Count - 1))])),
            _ => Lines(bytes, lines => lines.Reverse()),
        };
    }

    private static byte[] Lines(byte[] bytes, Action<List<string>> change)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n').ToList();
        change(lines);
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }
}
