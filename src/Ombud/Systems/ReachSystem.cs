using Ombud.Connectors.Connecting;

namespace Ombud.Systems;

/// <summary>What came of work in a connected system.</summary>
/// <param name="Result">What it came to; only where there is no problem.</param>
/// <param name="Table">At which table it failed; null where it failed at none.</param>
/// <param name="Problem">What whoever runs the system can do; holds no value of anybody's. Null where it was done.</param>
internal readonly record struct Reached<T>(T? Result, string? Table, string? Problem);

/// <summary>
/// Works in a connected system for a while. Whatever it fails with is part of what comes of it, so that the others go on.
/// </summary>
internal sealed partial class ReachSystem(ILogger<ReachSystem> logger)
{
    /// <summary>How long one piece of work may take.</summary>
    public static readonly TimeSpan AtMost = TimeSpan.FromMinutes(10);

    private const int DoublingsMax = 7;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(5);

    /// <summary>After how long it is tried again: twice as long each time, up to half a day.</summary>
    /// <param name="attempts">How often it was tried, from 1.</param>
    public static TimeSpan AgainAfter(int attempts) => FirstPause * (1 << Math.Min(attempts - 1, DoublingsMax));

    /// <summary>Works in a system for no longer than <see cref="AtMost"/>.</summary>
    public async Task<Reached<T>> RunAsync<T>(
        ConnectedSystem system, Func<IConnector, CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(AtMost);
        return await ApartAsync(system, connector => work(connector, limit.Token), limit.Token, cancel);
    }

    /// <summary>Works in a system for as long as it takes, in steps that see to their own time.</summary>
    public Task<Reached<T>> RunLongAsync<T>(ConnectedSystem system, Func<IConnector, Task<T>> work, CancellationToken cancel) =>
        ApartAsync(system, work, cancel, cancel);

    // On a thread of its own: SQLite and files answer without letting go of it, and the other systems would wait for them.
    private Task<Reached<T>> ApartAsync<T>(
        ConnectedSystem system, Func<IConnector, Task<T>> work, CancellationToken opening, CancellationToken cancel) =>
        Task.Run(() => TryAsync(system, work, opening, cancel), CancellationToken.None);

    private async Task<Reached<T>> TryAsync<T>(
        ConnectedSystem system, Func<IConnector, Task<T>> work, CancellationToken opening, CancellationToken cancel)
    {
        try
        {
            await using var connector = await OpenSystem.RunAsync(system.Description, system.Connection, opening);
            return new(await work(connector), null, null);
        }
        catch (ConnectorException failure)
        {
            return new(default, failure.Table, failure.Remedy);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(default, null, "The system did not answer in time; see whether an index on the fields asked by is missing.");
        }
        // The type alone: the message might hold a value of somebody's.
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(system.Id, failure.GetType().Name);
            return new(default, null, $"The system failed with {failure.GetType().Name}.");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Work in the system {System} failed with {Error}; it is tried again")]
    private partial void LogFailed(string system, string error);
}
