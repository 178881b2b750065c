using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Http;

/// <summary>What is put in the places of a call.</summary>
/// <param name="Field">The field that is asked by; null where none is.</param>
/// <param name="Values">The values that are asked for.</param>
/// <param name="Key">The row's key; null where the call is about no single row.</param>
internal sealed record CallPlaces(TableDescription Table, string? Field, IReadOnlyList<object> Values, object[]? Key)
{
    public const string OfTable = "table";
    public const string OfField = "field";
    public const string OfValue = "value";
    public const string OfValues = "values";
    public const string OfKey = "key";
    public const string OfKeyPart = "key.";

    public static CallPlaces Nothing(TableDescription table) => new(table, null, [], null);

    public static CallPlaces Asking(TableDescription table, string field, IReadOnlyList<object> values) => new(table, field, values, null);

    public static CallPlaces Row(TableDescription table, object[] key) => new(table, null, [], key);

    /// <summary>What stands in a place, each part for itself.</summary>
    /// <exception cref="HttpException">There is nothing to stand there.</exception>
    public IReadOnlyList<object> At(string place) => place switch
    {
        OfTable => [Table.Name],
        OfField when Field is not null => [Field],
        OfValue when Values.Count == 1 => [Values[0]],
        OfKey when Key is not null => Key,
        _ when place.StartsWith(OfKeyPart, StringComparison.Ordinal) && Key is not null
            && Table.Key.ToList().IndexOf(place[OfKeyPart.Length..]) is >= 0 and var part => [Key[part]],
        _ => throw new HttpException(HttpFailure.NoName),
    };

    /// <summary>What stands in a place of an address: each part escaped, with a comma between, which itself would be escaped.</summary>
    public string Escaped(string place) => string.Join(',', At(place).Select(part => Uri.EscapeDataString(Comparable.Of(part))));
}
