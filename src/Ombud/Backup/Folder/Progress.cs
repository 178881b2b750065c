namespace Ombud.Backup.Folder;

/// <summary>Says on a console what long work is at; nothing where the output goes elsewhere, as to a log.</summary>
internal sealed class Progress(TextWriter? console)
{
    private int _width;

    /// <summary>Nobody is told.</summary>
    public static Progress None { get; } = new(null);

    /// <summary>Whoever sits at the console is told.</summary>
    public static Progress OfConsole() => Console.IsErrorRedirected ? None : new Progress(Console.Error);

    /// <summary>Says it in place of what was said before.</summary>
    public void Say(string what)
    {
        if (console is null)
            return;
        console.Write("\r" + what.PadRight(_width));
        _width = what.Length;
    }

    /// <summary>Leaves the line empty.</summary>
    public void End()
    {
        if (console is null || _width == 0)
            return;
        console.Write("\r" + new string(' ', _width) + "\r");
        _width = 0;
    }
}
