using System.Text.Json;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Tests.Loading;

/// <summary>A description as a text that two descriptions share exactly when they say the same, wherever it was read.</summary>
internal static class Described
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    internal static string Of(SystemDescription system) => JsonSerializer.Serialize(
        system with
        {
            At = default,
            Tables = [.. system.Tables.Select(table => table with
            {
                At = default,
                Retention = table.Retention is { } retention ? retention with { At = default } : null,
                Restricting = table.Restricting is { } restricting ? restricting with { At = default } : null,
                Fields = [.. table.Fields.Select(field => field with { At = default })],
            })],
        }, Indented);
}
