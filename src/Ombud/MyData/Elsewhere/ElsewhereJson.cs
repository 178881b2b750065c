using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ombud.Systems;

namespace Ombud.MyData.Elsewhere;

/// <summary>What connected systems hold about a person, as JSON to take along.</summary>
internal static class ElsewhereJson
{
    private const string Format = "ombud.my-data-in-systems/1";

    public static JsonObject Of(IReadOnlyList<OwnSystem> systems) => new()
    {
        ["format"] = Format,
        ["systems"] = new JsonArray([.. systems.Select(Of)]),
    };

    private static JsonNode Of(OwnSystem own) => new JsonObject
    {
        ["system"] = own.System.Id,
        ["title"] = own.System.Description.Title,
        ["controller"] = own.System.Description.Controller,
        ["state"] = own.Holdings switch { null => "withheld", { Failure: not null } => "not-reached", _ => "read" },
        ["reason"] = own.Holdings is null ? JsonNamingPolicy.KebabCaseLower.ConvertName(own.Decision.Reason.ToString()) : null,
        ["tables"] = new JsonArray([.. (own.Holdings?.Tables ?? []).Select(Of)]),
    };

    private static JsonNode Of(TableHoldings holdings) => new JsonObject
    {
        ["table"] = holdings.Table.Name,
        ["fields"] = new JsonArray([.. holdings.Table.Fields.Select(
            field => new JsonObject { ["field"] = field.Name, ["category"] = field.Category })]),
        ["rows"] = new JsonArray([.. holdings.Rows.Select(row => RowOf(holdings, row))]),
    };

    private static JsonObject RowOf(TableHoldings holdings, SystemRow row)
    {
        var json = new JsonObject();
        for (var i = 0; i < row.Values.Count; i++)
            json[holdings.Table.Fields[i].Name] = Value(row.Values[i]);
        return json;
    }

    // Numbers and truths stay such; everything else is a text that says exactly what lies there, bytes in base 64.
    private static JsonValue? Value(object? value) => value switch
    {
        null => null,
        bool truth => JsonValue.Create(truth),
        byte or sbyte or short or ushort or int or uint or long => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        decimal number => JsonValue.Create(number),
        double number when double.IsFinite(number) => JsonValue.Create(number),
        byte[] bytes => JsonValue.Create(Convert.ToBase64String(bytes)),
        DateTime moment => JsonValue.Create(moment.ToString("O", CultureInfo.InvariantCulture)),
        DateTimeOffset moment => JsonValue.Create(moment.ToString("O", CultureInfo.InvariantCulture)),
        IFormattable formattable => JsonValue.Create(formattable.ToString(null, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(value.ToString()),
    };
}
