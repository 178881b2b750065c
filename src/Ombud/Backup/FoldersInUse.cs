using Ombud.Backup.Folder;
using Ombud.Database;

namespace Ombud.Backup;

/// <summary>
/// Tells a restore whether a process of this machine uses the folders of data and keys. Every process shares a lock on a file
/// in each, and a restore wants it alone; the lock ends with its process, killed or not.
/// </summary>
internal sealed class FoldersInUse(StorageOptions storage) : IDisposable
{
    private const string Name = "in-use.lock";
    private readonly List<FileStream> _locks = [];

    private IEnumerable<string> Files => [Path.Combine(storage.DataFolder, Name), Path.Combine(storage.KeysFolder, Name)];

    /// <summary>Uses them, as others may too.</summary>
    /// <exception cref="ConfigurationException">A restore is at work.</exception>
    public void Take()
    {
        storage.CreateFolders();
        foreach (var file in Files)
        {
            var options = PrivateFiles.Options(FileMode.OpenOrCreate, FileShare.ReadWrite);
            options.Access = FileAccess.ReadWrite;
            try
            {
                _locks.Add(new FileStream(file, options));
            }
            catch (IOException) when (File.Exists(file))
            {
                throw new ConfigurationException([$"A restore is at work: it holds {file}. Start when it has ended."]);
            }
        }
    }

    /// <summary>Takes them alone.</summary>
    /// <returns>False where another process uses them.</returns>
    public bool TryTakeAlone()
    {
        BackupFiles.CreateFolder(storage.DataFolder);
        BackupFiles.CreateFolder(storage.KeysFolder);
        foreach (var file in Files)
        {
            try
            {
                _locks.Add(new FileStream(file, PrivateFiles.Options(FileMode.OpenOrCreate)));
            }
            catch (IOException) when (File.Exists(file))
            {
                Dispose();
                return false;
            }
        }
        return true;
    }

    public void Dispose()
    {
        foreach (var one in _locks)
            one.Dispose();
        _locks.Clear();
    }
}
