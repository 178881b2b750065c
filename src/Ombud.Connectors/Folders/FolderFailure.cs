using System.Globalization;
using Ombud.Connectors.Connecting;

namespace Ombud.Connectors.Folders;

/// <summary>Something is wrong with a folder or a file in it.</summary>
/// <param name="remedy">What whoever runs it can do, in one sentence that holds no value of anybody's.</param>
internal sealed class FolderException(string remedy) : Exception(remedy)
{
    public string Remedy => Message;
}

/// <summary>What can go wrong, in words that name lines and fields of the dataset file and never what stands in a file.</summary>
internal static class FolderFailure
{
    public const string ConnectionString =
        "Its connection string cannot be read: write Folder=/path, with Delimiter and Encoding where need be, or the path alone.";

    public const string CannotReach =
        "It cannot be reached: see that the folder of the connection string is there and that the user who runs Ombud may read it.";

    public const string NoName = "A name in the dataset file is empty, too long or has a character that no name can have: correct it.";

    public const string NoTable = "There is no such table: the folder has no file of its name that ends in .csv or .jsonl.";

    public const string TwoFiles = "It has two files, one .csv and one .jsonl: keep one of them in the folder.";

    public const string NoFile = "Its file is a link or no file at all: put the file itself in the folder.";

    public const string Linked =
        "Its file has another name too, under which what goes would stay: remove that name, or put a copy of the file in its place.";

    public const string NotReadable = "Its file may not be read: grant the user who runs Ombud the right to.";

    public const string NotWritable =
        "The folder may not be written to: grant the user who runs Ombud the right, since a file is changed by putting another there.";

    public const string NotTheirs =
        "Its file belongs to a user or a group that could not use the one in its place: run Ombud as that user and in that group.";

    public const string Held = "Another process of Ombud held the folder for too long: run it again, nothing was changed.";

    public const string NoLock =
        "What is called .ombud-lock in the folder is a link or no file: see who put it there, and remove it.";

    public const string LockClosed =
        "The file .ombud-lock in the folder may not be opened: let the user who runs Ombud read and write it, or remove it.";

    public const string Changed = "Its file was changed by somebody else meanwhile: run it again, nothing was changed.";

    public const string HalfWay = "Some files have changed and others not yet: run it again, which does the rest.";

    public const string NotUnique =
        "Several rows have one key, so that one could not go without the others: name fields in the dataset file that tell each row.";

    public const string NoDay =
        "The field from which the time of its rows runs holds something other than a day such as 2026-01-31: name another field for it.";

    public const string Unfit =
        "What stands in for an erased value cannot be written in the file's encoding: let the dataset file say null.";

    /// <param name="code">What the system answered.</param>
    public static FolderException NotTold(int code) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The system does not tell which file its name leads to, with code {code}: let the container allow statx, or mend the path."));

    /// <param name="field">A field that the dataset file names.</param>
    public static FolderException NoField(string field) => new($"It has no field {field}: correct the dataset file.");

    /// <inheritdoc cref="NoField"/>
    public static FolderException NoFieldInAnyLine(string field) => new(
        $"It has no field {field} in any line: correct the dataset file, or have the file say null where there is no value.");

    /// <param name="line">The line on which the record begins, from 1.</param>
    public static FolderException Malformed(long line, string what) => new(string.Create(
        CultureInfo.InvariantCulture, $"The record on line {line} cannot be read, since {what}: mend the file or have it written anew."));

    /// <summary>Runs something in which the folder may fail, and tells of its failures in our words.</summary>
    /// <param name="table">Null where it is about the whole folder.</param>
    /// <exception cref="ConnectorException">It failed.</exception>
    public static async ValueTask<T> GuardAsync<T>(string system, string? table, Func<ValueTask<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is FolderException or IOException or UnauthorizedAccessException)
        {
            // Without the exception itself, whose message has the path, and that may be a secret of the connection string.
            throw new ConnectorException(system, table, RemedyOf(e));
        }
    }

    private static string RemedyOf(Exception failure) => failure switch
    {
        FolderException ours => ours.Remedy,
        FileNotFoundException or DirectoryNotFoundException => NoTable,
        UnauthorizedAccessException => NotReadable,
        _ => string.Create(CultureInfo.InvariantCulture,
            $"Its file could not be read or written, with code {failure.HResult}: see the disk and the log of the machine."),
    };
}
