using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Discovering;

/// <summary>What a drafted dataset file says that no schema tells.</summary>
/// <param name="System">The id that the system shall have.</param>
/// <param name="Connection">The name of its connection string.</param>
/// <param name="Controller">The company whose data it is, by the pack's id.</param>
public sealed record DraftOrder(string System, SystemKind Kind, string Connection, string Controller);
