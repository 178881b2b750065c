using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;

namespace Ombud.Layout;

/// <summary>Styles and pictures, which lie beside the program and are named by their content.</summary>
public sealed class Assets : IDisposable
{
    private readonly PhysicalFileProvider _files = new(Path.Combine(AppContext.BaseDirectory, "wwwroot"));
    private readonly ConcurrentDictionary<string, string> _addresses = new(StringComparer.Ordinal);

    /// <summary>The folder's files.</summary>
    public IFileProvider Files => _files;

    /// <summary>A file's address with the hash of its content, so that it may be cached for ever.</summary>
    /// <param name="path">Path below the folder, from <c>/</c>.</param>
    public string Address(string path) => _addresses.GetOrAdd(path, WithHash);

    /// <inheritdoc/>
    public void Dispose() => _files.Dispose();

    private string WithHash(string path)
    {
        using var content = _files.GetFileInfo(path).CreateReadStream();
        return $"{path}?v={Convert.ToHexStringLower(SHA256.HashData(content))[..16]}";
    }
}
