using System.Runtime.CompilerServices;
using Ombud.Connectors.Connecting;

namespace Ombud.Connectors.Following;

/// <summary>Finds all rows of a person's in a system.</summary>
public static class FollowPerson
{
    /// <summary>How many rows one person may have in one system; more means that a description leads to others.</summary>
    public const int RowsMax = 100_000;

    /// <summary>
    /// The person's rows, nearest first, each once. The connector is busy until the last was taken. Of a table that is
    /// described to stay the rows come too: keeping is no reason not to tell.
    /// </summary>
    /// <param name="person">Identifiers that were proved. An e-mail address is looked for as given and in lower case.</param>
    /// <exception cref="ConnectorException">The system failed, or more than <see cref="RowsMax"/> rows came.</exception>
    public static IAsyncEnumerable<FoundRow> RunAsync(
        SystemPlan plan, IConnector connector, Person person, CancellationToken cancel = default) =>
        RunAsync(plan, connector, person, RowsMax, cancel);

    internal static async IAsyncEnumerable<FoundRow> RunAsync(
        SystemPlan plan, IConnector connector, Person person, int rowsMax, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var row in new Walk(plan, connector, rowsMax).RunAsync(person, cancel))
            yield return new FoundRow(row.Table.Table.Name, row.Values[..row.Table.Table.Fields.Count]);
    }
}
