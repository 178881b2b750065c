namespace Ombud.Backup.Folder;

/// <summary>A backup cannot be made, believed or put back as things are; nothing was touched.</summary>
/// <param name="says">What is wrong, a sentence each, and what to do about it.</param>
internal sealed class BackupRefusedException(params IReadOnlyList<string> says) : Exception(string.Join(Environment.NewLine, says))
{
    public IReadOnlyList<string> Says { get; } = says;
}
