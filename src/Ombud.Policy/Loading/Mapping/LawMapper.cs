using Ombud.Policies.Law;
using Ombud.Policies.Loading.Yaml;

namespace Ombud.Policies.Loading.Mapping;

/// <summary>Reads the law's data; further keys, such as sources and notes, are for people.</summary>
internal static class LawMapper
{
    private const int DeadlineMax = 1200;
    private const int EasterMax = 120;

    internal static Country Country(YamlReader node) => new()
    {
        Id = node.LawId(),
        At = node.At,
        Name = node.Localized("name"),
        Eea = node.Flag("eea"),
        PartOf = node.OptionalText("partOf"),
        UtcOffset = node.OptionalNumber("utcOffset", -12, 0) ?? 0,
    };

    internal static Regime Regime(YamlReader node) => new()
    {
        Id = node.LawId(),
        At = node.At,
        Name = node.Localized("name"),
        Members = node.List("members", Member),
        Periods = node.List("periods", Period),
    };

    internal static TransferMechanism Mechanism(YamlReader node)
    {
        var from = node.Date("validFrom");
        return new()
        {
            Id = node.LawId(),
            At = node.At,
            Name = node.Localized("name"),
            Kind = node.Enum<MechanismKind>("kind"),
            From = node.Text("from"),
            To = node.Words("to"),
            ValidFrom = from,
            ValidTo = node.LastDay("validTo", from),
            NewContractsTo = node.LastDay("newContractsTo", from),
            Requires = node.Words("requires"),
            HumanResourcesFlag = node.Flag("humanResourcesFlag"),
            DependsOn = node.OptionalText("dependsOn"),
            Instrument = node.Text("instrument"),
            EndedBy = node.OptionalText("endedBy"),
        };
    }

    internal static Adequacy Adequacy(YamlReader node)
    {
        var from = node.Date("validFrom");
        return new()
        {
            Id = node.LawId(),
            At = node.At,
            From = node.Text("from"),
            To = node.Text("to"),
            ValidFrom = from,
            ValidTo = node.LastDay("validTo", from),
            Scope = node.OptionalText("scope"),
            Act = node.Text("act"),
        };
    }

    internal static Deadline Deadline(YamlReader node)
    {
        var from = node.OptionalDate("validFrom");
        return new()
        {
            Id = node.LawId(),
            At = node.At,
            Law = node.Text("law"),
            Event = node.Text("event"),
            Value = node.OptionalNumber("value", 0, DeadlineMax),
            Unit = node.Enum<DeadlineUnit>("unit"),
            Start = node.Words("start"),
            Rolls = node.Flag("roll"),
            FromFullHour = node.Flag("fromFullHour"),
            StopsFor = node.Words("stopsFor"),
            Extension = node.Child("extend", Extension),
            Cite = node.OptionalText("cite"),
            ValidFrom = from,
            ValidTo = node.LastDay("validTo", from),
        };
    }

    private static Extension Extension(YamlReader node) => new()
    {
        By = node.Flag("openEnded") ? null : new(node.Number("value", 1, DeadlineMax), node.Enum<DeadlineUnit>("unit")),
        TellWithin = node.Child("tellWithin", Length) ?? new(0, DeadlineUnit.Days),
        MustNameDate = node.Flag("mustNameDate"),
    };

    private static Period Length(YamlReader node) => new(node.Number("value", 0, DeadlineMax), node.Enum<DeadlineUnit>("unit"));

    internal static Holiday Holiday(YamlReader node)
    {
        var validFrom = node.OptionalDate("validFrom");
        return new()
        {
            Id = node.LawId(),
            At = node.At,
            Country = node.Text("country"),
            Name = node.Localized("name"),
            On = node.OptionalMonthDay("on"),
            Easter = node.OptionalNumber("easter", -EasterMax, EasterMax),
            Weekday = node.Has("weekday") ? node.Enum<DayOfWeek>("weekday") : null,
            From = node.OptionalMonthDay("from"),
            Move = node.Enum("move", HolidayMove.None),
            ValidFrom = validFrom,
            ValidTo = node.LastDay("validTo", validFrom),
        };
    }

    internal static AgentRule AgentRule(YamlReader node) => new()
    {
        Id = node.LawId(),
        At = node.At,
        Regime = node.Text("regime"),
        Capacities = node.SomeWords("capacities"),
        Ask = node.SomeWords("ask"),
        Cite = node.OptionalText("cite"),
    };

    private static RegimeMember Member(YamlReader node)
    {
        var from = node.OptionalDate("from");
        return new(node.Text("country"), from, node.LastDay("until", from));
    }

    private static RegimePeriod Period(YamlReader node)
    {
        var from = node.OptionalDate("from");
        return new(node.Text("law"), node.Text("name"), from, node.LastDay("until", from));
    }
}
