using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Folders.Reading;

namespace Ombud.Connectors.Http;

/// <summary>What a call for some rows shows of a table: which fields there are, and what their values look like.</summary>
/// <param name="Types">By field; null where every value was null. Empty where there were no rows.</param>
internal sealed record ShownTable(OrderedDictionary<string, string?> Types)
{
    /// <summary>How many rows are looked at.</summary>
    public const int RowsMax = 100;

    private const string Declared = "declared";

    public static async Task<ShownTable> OfAsync(IAsyncEnumerable<JsonRow> rows, CancellationToken cancel)
    {
        var types = new OrderedDictionary<string, string?>(StringComparer.Ordinal);
        await foreach (var row in rows.Take(RowsMax).WithCancellation(cancel))
        {
            foreach (var name in row.Names)
            {
                var type = row.Value(name) is { } value ? SampleTable.TypeOf(value) : null;
                var known = types.GetValueOrDefault(name);
                types[name] = known is null || type is null ? known ?? type : known == type ? known : SampleTable.Text;
            }
        }

        return new(types);
    }

    /// <summary>
    /// The table as far as it can be seen. An interface tells of no key and of no reference; where it shows no rows, or leaves out what is
    /// null, a described field is taken to be there.
    /// </summary>
    public LiveTable Of(TableDescription table, bool omitsNulls)
    {
        var taken = Types.Count == 0 || omitsNulls ? table.Fields.Select(field => field.Name) : [];
        return new(
            table.Name, [],
            [
                .. taken.Concat(Types.Keys).Distinct(StringComparer.Ordinal).Select(field => new LiveField(
                    field, Types.GetValueOrDefault(field) ?? Declared, IsNullable: true, LengthMax: null)),
            ],
            []);
    }
}
