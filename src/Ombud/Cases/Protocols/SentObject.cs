using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Ombud.Cases.Protocols;

/// <summary>
/// A JSON object that somebody outside sent, read member by member. What nobody asks for is left alone; the first thing that is wrong
/// is kept, in words that repeat nothing of what was sent.
/// </summary>
internal sealed class SentObject
{
    private const int DepthMax = 16;
    private static readonly string[] MomentForms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
    private readonly JsonElement _object;

    private SentObject(JsonElement sent) => _object = sent;

    /// <summary>What is wrong with what was read so far; null for nothing.</summary>
    public string? Fault { get; private set; }

    /// <summary>Reads an object.</summary>
    /// <returns>Null where the bytes are not UTF-8, not JSON, repeat a member's name, or are no object.</returns>
    public static SentObject? Read(ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes))
            return null;
        try
        {
            var sent = JsonElement.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = DepthMax });
            return sent.ValueKind is JsonValueKind.Object ? new SentObject(sent) : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // Its text may repeat what was sent.
            return null;
        }
    }

    /// <summary>A text; null where it is left out, or wrong.</summary>
    /// <param name="max">Most characters.</param>
    /// <param name="mayBreak">Whether it may have several lines.</param>
    public string? Text(string name, int max, bool mayBreak = false) =>
        Find(name) is { } member ? TextOf(member, name, max, mayBreak) : null;

    /// <summary>A text that must be there; empty where it is not, or wrong.</summary>
    public string Needed(string name, int max) => Text(name, max) is { Length: > 0 } text ? text : Say($"{name} is missing.") ?? "";

    /// <summary>A moment that must be there, as ISO 8601; in UTC where it names no offset.</summary>
    public DateTimeOffset Moment(string name)
    {
        const int lengthMax = 40;
        if (DateTimeOffset.TryParseExact(
            Needed(name, lengthMax), MomentForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
            return moment;
        Say($"{name} is an ISO 8601 moment, such as 2026-01-31T12:00:00Z.");
        return default;
    }

    /// <summary>A list of texts; empty where it is left out, or wrong.</summary>
    public IReadOnlyList<string> Texts(string name, int itemsMax, int max)
    {
        if (Items(name, itemsMax) is not { } items)
            return [];
        return [.. items.Select(item => TextOf(item, name, max, mayBreak: false)).OfType<string>()];
    }

    /// <summary>A list of objects; empty where it is left out, or wrong.</summary>
    public IReadOnlyList<SentObject> Objects(string name, int itemsMax)
    {
        var items = Items(name, itemsMax) ?? [];
        if (items.Exists(item => item.ValueKind is not JsonValueKind.Object))
            Say($"{name} is a list of objects.");
        return Fault is null ? items.ConvertAll(item => new SentObject(item)) : [];
    }

    private List<JsonElement>? Items(string name, int itemsMax)
    {
        if (Find(name) is not { } member)
            return null;
        if (member.ValueKind is JsonValueKind.Array && member.GetArrayLength() <= itemsMax)
            return [.. member.EnumerateArray()];
        Say(string.Create(CultureInfo.InvariantCulture, $"{name} is a list of at most {itemsMax}."));
        return null;
    }

    private string? TextOf(JsonElement member, string name, int max, bool mayBreak)
    {
        if (member.ValueKind is not JsonValueKind.String)
            return Say($"{name} is a text.");
        try
        {
            var text = member.GetString()!;
            if (text.Length > max)
                return Say(string.Create(CultureInfo.InvariantCulture, $"{name} has at most {max} characters."));
            return text.Any(letter => char.IsControl(letter) && !(mayBreak && letter is '\n' or '\r' or '\t'))
                ? Say($"{name} has a control character.") : text;
        }
        catch (InvalidOperationException)
        {
            return Say($"{name} has half a character.");
        }
    }

    // Null counts as left out.
    private JsonElement? Find(string name) =>
        _object.TryGetProperty(name, out var member) && member.ValueKind is not JsonValueKind.Null ? member : null;

    private string? Say(string fault)
    {
        Fault ??= fault;
        return null;
    }
}
