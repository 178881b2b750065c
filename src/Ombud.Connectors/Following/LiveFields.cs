using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Following;

/// <summary>What the living system says of the fields of a description: how long they may be and whether they may be null.</summary>
internal sealed class LiveFields
{
    private readonly Dictionary<(string Table, string Field), LiveField> _fields = [];

    private LiveFields()
    {
    }

    /// <summary>Nothing was asked.</summary>
    public static LiveFields None { get; } = new();

    public static async Task<LiveFields> ReadAsync(SystemDescription system, IConnector connector, CancellationToken cancel)
    {
        var live = await connector.DiscoverAsync(cancel);
        var fields = new LiveFields();
        foreach (var table in system.Tables)
        {
            // A dataset file may name the default schema, which the system leaves out.
            var found = live.FirstOrDefault(each => each.Name == table.Name)
                ?? live.FirstOrDefault(each => table.Name.EndsWith($".{each.Name}", StringComparison.Ordinal));
            foreach (var field in found?.Fields ?? [])
                fields._fields[(table.Name, field.Name)] = field;
        }

        return fields;
    }

    /// <returns>Null where the account may not see it.</returns>
    public LiveField? Find(string table, string field) => _fields.GetValueOrDefault((table, field));
}
