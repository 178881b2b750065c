using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Discovering;

namespace Ombud.Systems;

/// <summary>How a connected system looks now.</summary>
/// <param name="Differences">In what it differs from its description; empty where it could not be reached.</param>
/// <param name="Failure">Null where it was reached.</param>
internal sealed record SystemLook(
    ConnectedSystem System, IReadOnlyList<SchemaDifference> Differences, ConnectorException? Failure)
{
    /// <summary>Whether reading and erasing there can be relied upon.</summary>
    public bool IsSound => Failure is null && !Differences.Any(difference => difference.Breaks);
}

/// <summary>Looks whether the connected systems can be reached and are as they are described.</summary>
internal sealed class LookAtSystems(ConnectedSystems systems)
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(10);

    public ConnectedSystems Systems => systems;

    /// <summary>Looks at all of them at once.</summary>
    public async Task<IReadOnlyList<SystemLook>> LookAsync(CancellationToken cancel) =>
        await Task.WhenAll(systems.All.Select(system => LookAsync(system, cancel)));

    /// <summary>Looks at one; what is wrong with it is part of the answer.</summary>
    public static async Task<SystemLook> LookAsync(ConnectedSystem system, CancellationToken cancel)
    {
        // Whether people answer is seen by what they have noted, and by nothing that could be asked here.
        if (system.Description.Kind is SystemKind.Manual)
            return new(system, [], null);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(AtMost);
        try
        {
            await using var connector = await OpenSystem.RunAsync(system.Description, system.Connection, limit.Token);
            return new(system, CompareSchema.Of(system.Description, await connector.DiscoverAsync(limit.Token)), null);
        }
        catch (ConnectorException failure)
        {
            return new(system, [], failure);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(system, [], new ConnectorException(system.Id, null, "It did not answer within 10 seconds."));
        }
    }
}
