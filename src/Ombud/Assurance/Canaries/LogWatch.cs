namespace Ombud.Assurance.Canaries;

/// <summary>Looks for a canary's words in every line that this process logs, while somebody watches.</summary>
internal sealed class LogWatch : ILoggerProvider
{
    private volatile IReadOnlyList<string> _words = [];
    private int _found;

    /// <summary>Lines in which a word stood since the watch began.</summary>
    public int Found => Volatile.Read(ref _found);

    /// <summary>Watches for words; an empty list ends the watch.</summary>
    public void Watch(IReadOnlyList<string> words)
    {
        if (words.Count > 0)
            Volatile.Write(ref _found, 0);
        _words = words;
    }

    public ILogger CreateLogger(string categoryName) => new Watcher(this);

    public void Dispose() { }

    private sealed class Watcher(LogWatch watch) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => watch._words.Count > 0;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var words = watch._words;
            if (words.Count == 0)
                return;
            var line = $"{formatter(state, exception)} {exception}";
            if (words.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase)))
                Interlocked.Increment(ref watch._found);
        }
    }
}
