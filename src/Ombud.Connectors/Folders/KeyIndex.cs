using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ombud.Connectors.Folders;

/// <summary>
/// How often each key is in a file: eight bytes a row, of a hash, so that no key is held. Only for counting: rows are
/// told apart by their keys themselves.
/// </summary>
internal sealed class KeyIndex
{
    private readonly List<ulong> _hashes = [];
    private bool _isSorted;

    public void Add(string key)
    {
        _hashes.Add(HashOf(key));
        _isSorted = false;
    }

    public int Count(string key)
    {
        if (!_isSorted)
            _hashes.Sort();
        _isSorted = true;

        var hash = HashOf(key);
        var first = _hashes.BinarySearch(hash);
        if (first < 0)
            return 0;

        var last = first;
        while (first > 0 && _hashes[first - 1] == hash)
            first--;
        while (last + 1 < _hashes.Count && _hashes[last + 1] == hash)
            last++;
        return last - first + 1;
    }

    private static ulong HashOf(string key) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
