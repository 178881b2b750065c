using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Folders.Reading;

namespace Ombud.Connectors.Following;

/// <summary>Makes what stands in for an erased value of a field that cannot be null, and knows it again.</summary>
internal sealed partial class StandIns(SystemDescription system, LiveFields fields)
{
    private const int Digits = 16;
    private const int DigitsMin = 4;
    private const string Prefix = "erased-";
    private const string Mailbox = "@erased.invalid";
    private const string Zero = "0";
    private const string False = "false";

    private static readonly DateTime Day = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    // MySQL's timestamp begins in 1970, and on its first day it depends on the zone whether it has.
    private static readonly DateTime DayOfTimestamp = new(1970, 1, 2, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>A value for one row's field.</summary>
    /// <exception cref="ConnectorException">The field has a type for which there is none.</exception>
    public object Make(TableDescription table, FieldDescription field, object value)
    {
        var live = fields.Find(table.Name, field.Name);
        return value switch
        {
            string text => Text(table, field, text, live),
            bool => false,
            DateTime time => DateTime.SpecifyKind(
                system.Kind is SystemKind.MySql && IsType(live, "timestamp") ? DayOfTimestamp : Day, time.Kind),
            DateOnly => DateOnly.FromDateTime(Day),
            DateTimeOffset => new DateTimeOffset(Day, TimeSpan.Zero),
            TimeOnly => TimeOnly.MinValue,
            TimeSpan => TimeSpan.Zero,
            Guid => new Guid(MarkedBytes(), bigEndian: true),
            byte[] bytes => bytes.Length >= Digits ? MarkedBytes() : [],
            IConvertible and not char => Convert.ChangeType(0, value.GetType(), CultureInfo.InvariantCulture),
            _ => throw new ConnectorException(system.Id, table.Name,
                $"Nothing can stand in for what the field {field.Name} holds: let the dataset file say null or delete."),
        };
    }

    /// <summary>Whether a value is one of ours, or tells of nobody because it is empty. Of short texts only their maker knows.</summary>
    public bool IsOne(object? value) => value switch
    {
        null => true,
        // Of a CSV file all comes as text.
        Zero or False when system.Kind is SystemKind.Folder => true,
        string text => Ours().IsMatch(text),
        bool truth => !truth,
        DateTime time => time.Ticks == Day.Ticks || time.Ticks == DayOfTimestamp.Ticks,
        DateOnly day => day == DateOnly.FromDateTime(Day),
        DateTimeOffset time => time.UtcTicks == Day.Ticks,
        TimeOnly time => time == TimeOnly.MinValue,
        TimeSpan span => span == TimeSpan.Zero,
        Guid guid => IsMarked(guid.ToByteArray(bigEndian: true)),
        byte[] bytes => IsMarked(bytes) || bytes.All(each => each == 0),
        IConvertible and not char => Convert.ToDouble(value, CultureInfo.InvariantCulture) == 0,
        _ => false,
    };

    private string Text(TableDescription table, FieldDescription field, string value, LiveField? live)
    {
        // By chance a stand-in might be one of the words, and then tell something of somebody.
        if (system.Kind is SystemKind.MySql && (IsType(live, "enum") || IsType(live, "set")))
        {
            throw new ConnectorException(system.Id, table.Name,
                $"A stand-in does not fit the field {field.Name}, a choice of words: let the dataset file say null or delete.");
        }

        if (system.Kind is SystemKind.Http)
            return OverHttp(table, field, value);
        if (IsType(live, "json"))
            return "{}";

        if (system.Kind is SystemKind.Folder && IsType(live, "number"))
            return Zero;
        if (system.Kind is SystemKind.Folder && IsType(live, "boolean"))
            return False;

        // SQLite and files have no type of their own for days.
        if (system.Kind is SystemKind.Sqlite or SystemKind.Folder && (IsType(live, "date") || IsType(live, "timestamp")))
            return live!.Type.Contains("time", StringComparison.OrdinalIgnoreCase) ? "1900-01-01 00:00:00" : "1900-01-01";

        var room = live?.LengthMax ?? int.MaxValue;
        if (IsAddress(field, value) && room >= Prefix.Length + DigitsMin + Mailbox.Length)
            return $"{Prefix}{Random(room - Prefix.Length - Mailbox.Length)}{Mailbox}";

        return room >= Prefix.Length + DigitsMin ? $"{Prefix}{Random(room - Prefix.Length)}" : Random(room);
    }

    // JSON has no type for days, and what was declared says nothing of them: the value's own look does.
    private string OverHttp(TableDescription table, FieldDescription field, string value) => SampleTable.TypeOf(value) switch
    {
        "date" => "1900-01-01",
        "timestamp" => value.Contains('T', StringComparison.Ordinal) ? "1900-01-01T00:00:00Z" : "1900-01-01 00:00:00",
        // A merge patch with an empty object changes nothing.
        "json" => throw new ConnectorException(system.Id, table.Name,
            $"Nothing can stand in for the object or list that the field {field.Name} holds: let the dataset file say null or delete."),
        _ when IsAddress(field, value) => $"{Prefix}{Random(Digits)}{Mailbox}",
        _ => $"{Prefix}{Random(Digits)}",
    };

    private static string Random(int room) => RandomNumberGenerator.GetHexString(Math.Min(room, Digits), lowercase: true);

    private static bool IsAddress(FieldDescription field, string value) =>
        field.Identifies is IdentifierKind.Email
        || (value.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
            && at < value.Length - 1 && !value.Contains(' ', StringComparison.Ordinal));

    private static byte[] MarkedBytes() => [.. "erased"u8, .. RandomNumberGenerator.GetBytes(Digits - 6)];

    private static bool IsMarked(byte[] bytes) => bytes.AsSpan().StartsWith("erased"u8);

    private static bool IsType(LiveField? live, string type) =>
        live is not null && live.Type.StartsWith(type, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        @"^(erased-[0-9a-f]{4,16}(@erased\.invalid)?|\{\}|1900-01-01( 00:00:00|T00:00:00Z)?) *$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Ours();
}
