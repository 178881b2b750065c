using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ombud.Connectors.Connecting;

namespace Ombud.Connectors.Folders.Reading;

/// <summary>
/// A file of JSON Lines: an object a line. What it says in no line it does not have; what a line leaves out is null there.
/// Objects and lists within it are texts, as they stand.
/// </summary>
/// <param name="known">
/// The fields that the file is known to have, which reading adds to: after its last row with a field went, the file has it still.
/// </param>
internal sealed class JsonLinesReader(Stream stream, string[] fields, HashSet<string> known)
    : TableReader(stream, new RecordReader(stream, quotes: false), fields)
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[][] _names = [.. fields.Select(FolderSettings.Utf8.GetBytes)];
    private readonly Slot[] _slots = new Slot[fields.Length];
    private ReadOnlyMemory<byte> _record;
    private int _close;
    private bool _isEmpty;
    private bool _hasRows;

    /// <summary>Where the value of a field stands in the record; of a field that the line leaves out, nowhere.</summary>
    private readonly record struct Slot(int Start, int Length, JsonTokenType Type)
    {
        public bool IsThere => Length > 0;
    }

    public override object? Value(int place) => _slots[place].IsThere ? ValueOf(_slots[place]) : null;

    public override IEnumerable<(string Name, object? Value)> All()
    {
        var all = new List<(string, object?)>();
        var reader = new Utf8JsonReader(_record.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var name = NameOf(ref reader);
            var slot = Next(ref reader);
            if (name is not null)
                all.Add((name, Seen(() => ValueOf(slot))));
        }

        return all;
    }

    public override void Overwrite(IReadOnlyDictionary<int, object?> values, IBufferWriter<byte> output)
    {
        var at = 0;
        foreach (var (place, value) in values.Where(each => _slots[each.Key].IsThere).OrderBy(each => _slots[each.Key].Start))
        {
            var slot = _slots[place];
            output.Write(_record.Span[at..slot.Start]);
            output.Write(Written(value, slot));
            at = slot.Start + slot.Length;
        }

        // What is null and left out stays left out.
        var added = values.Where(each => !_slots[each.Key].IsThere && each.Value is not null).ToList();
        if (added.Count > 0)
        {
            output.Write(_record.Span[at.._close]);
            at = _close;
            for (var index = 0; index < added.Count; index++)
            {
                output.Write(_isEmpty && index == 0 ? ""u8 : ","u8);
                output.Write(JsonSerializer.SerializeToUtf8Bytes(Fields[added[index].Key], Relaxed));
                output.Write(":"u8);
                output.Write(Written(added[index].Value, default));
            }
        }

        output.Write(_record.Span[at..]);
    }

    protected override bool Take(ReadOnlyMemory<byte> record)
    {
        _record = record;
        if (record.Span.Trim(" \t\r\n"u8).IsEmpty)
            return false;

        Array.Clear(_slots);
        try
        {
            TakeObject(record.Span);
        }
        catch (JsonException)
        {
            // Its own words quote what stands there.
            throw FolderFailure.Malformed(Line, "it is no JSON");
        }

        _hasRows = true;
        return true;
    }

    protected override void End()
    {
        if (_hasRows && Fields.FirstOrDefault(field => !known.Contains(field)) is { } missing)
            throw FolderFailure.NoFieldInAnyLine(missing);
    }

    private void TakeObject(ReadOnlySpan<byte> record)
    {
        var reader = new Utf8JsonReader(record);
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
            throw FolderFailure.Malformed(Line, "it is no JSON object");

        _isEmpty = true;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            _isEmpty = false;
            var place = PlaceOf(ref reader);
            var slot = Next(ref reader);
            if (place < 0)
                continue;
            if (_slots[place].IsThere)
                throw FolderFailure.Malformed(Line, "it has a property twice");

            _slots[place] = slot;
            known.Add(Fields[place]);
        }

        _close = (int)reader.TokenStartIndex;
        while (reader.Read())
        {
            // What follows the object is an error that reading on tells.
        }
    }

    private int PlaceOf(ref Utf8JsonReader reader)
    {
        for (var place = 0; place < _names.Length; place++)
        {
            if (IsName(ref reader, _names[place]))
                return place;
        }

        return -1;
    }

    private static bool IsName(ref Utf8JsonReader reader, byte[] name)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            // Half a character, which no name in a dataset file has.
            return false;
        }
    }

    private static string? NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static Slot Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        var (start, type) = ((int)reader.TokenStartIndex, reader.TokenType);
        reader.Skip();
        return new(start, (int)reader.BytesConsumed - start, type);
    }

    private object? ValueOf(Slot slot)
    {
        var written = _record.Span.Slice(slot.Start, slot.Length);
        var reader = new Utf8JsonReader(written);
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.String => TextOf(ref reader),
            JsonTokenType.Number => JsonNumber.Of(ref reader),
            _ => Decoded(written),
        };
    }

    private string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw FolderFailure.Malformed(Line, "it is not in the encoding utf-8");
        }
    }

    private string Decoded(ReadOnlySpan<byte> written)
    {
        try
        {
            return FolderSettings.Utf8.GetString(written);
        }
        catch (DecoderFallbackException)
        {
            throw FolderFailure.Malformed(Line, "it is not in the encoding utf-8");
        }
    }

    private static byte[] Written(object? value, Slot place) => value switch
    {
        null => "null"u8.ToArray(),
        // What stands in for an object is an object and not a text that looks like one.
        "{}" when place.Type is JsonTokenType.StartObject or JsonTokenType.StartArray => "{}"u8.ToArray(),
        string text => JsonSerializer.SerializeToUtf8Bytes(text, Relaxed),
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal or float or double =>
            Encoding.ASCII.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture)!),
        bool truth => truth ? "true"u8.ToArray() : "false"u8.ToArray(),
        _ => JsonSerializer.SerializeToUtf8Bytes(Comparable.Of(value), Relaxed),
    };
}
