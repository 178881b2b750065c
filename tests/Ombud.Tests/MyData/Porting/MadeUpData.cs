using Ombud.MyData.Porting;
using Ombud.MyData.Reading;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Shared;
using Ombud.Tests.Running;
using Ombud.Vault;

namespace Ombud.Tests.MyData.Porting;

/// <summary>Data of somebody made up, put together without a vault.</summary>
internal static class MadeUpData
{
    /// <summary>Values that files are spoilt by, or programs that open them.</summary>
    public static readonly string[] Hostile =
    [
        "", " ", "\"", "\"\"", "a \"quoted\" word", "a,b;c\td", "line\nline", "line\r\nline", "line\rline", "\r\n",
        "\n=1+1", "\t=1+1", "\r=1", "=HYPERLINK(\"https://elsewhere.example\")", "=cmd|' /C calc'!A0", "+46701234567", "-1+2",
        "- Svetsare\n- Plåtslagare", "@SUM(A1)", "\uFF1D1+1", "\uFF0B1", "\uFF0D1", "\uFF201", "'", "''", "'=1+1", "'tis", "\"=1+1\"",
        "\"'", "\u202Eabc\u202C", "\u0645\u0631\u062D\u0628\u0627", "\U0001F469\u200D\U0001F680 astronaut", "e\u0301", "\uFEFFmarked",
        "null", "{\"a\": 1}", "<script>alert(1)</script>", "åäö ÅÄÖ", "\u0001\u001F", new string('x', 200_000),
        string.Concat(Enumerable.Repeat("\"\n=", 50_000)),
    ];

    private static readonly DateTimeOffset Start = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A field of a CV, by its place.</summary>
    public static CollectionField Field(string? place, FieldType type = FieldType.LongText, string id = "field") => new()
    {
        Id = id, Label = SamplePack.Both("Fält", "Field"), Type = type, Category = "cv", Requirement = Requirement.Voluntary,
        Consequence = SamplePack.Both("Inget.", "Nothing."), Resume = place,
    };

    /// <summary>One record a minute, the newest last, each under a contract.</summary>
    public static PortableData Of(params (CollectionField Field, string Value)[] values) => SelectPortable.Of(new OwnData
    {
        At = Start.AddDays(1),
        Notice = SamplePack.Pack.Versions[1],
        Standing = StandingState.Empty,
        Records = [.. values.Select((one, i) => Record(one.Field, one.Value, Start.AddMinutes(i)))],
        Withheld = [],
        Disclosures = [],
        Events = [],
    });

    private static OwnRecord Record(CollectionField field, string value, DateTimeOffset at) => new(
        new VaultRecord
        {
            Id = Guid.CreateVersion7(at), Field = field.Id, Category = "cv", Value = new Personal<string>(value), Controller = "brand",
            Kind = "job-seeker", Point = "profile", NoticeVersion = "2026-01-01", Source = "web", CollectedAt = at, RetentionRule = "rule",
        },
        new DataCategory
        {
            Id = "cv", Clause = "scope.date", Name = SamplePack.Both("Meriter", "Merits"), Examples = SamplePack.Both("Meriter", "Merits"),
        },
        field, Point: null, SamplePack.Pack.Versions[1].Parties[1], [new OwnPurpose(Purpose, Purpose.Bases)], Rule: null);

    private static readonly Purpose Purpose = new()
    {
        Id = "help", Clause = "scope.date", Name = SamplePack.Both("Hjälpa", "Help"), Description = SamplePack.Both("Hjälpa.", "Help."),
        Subjects = ["job-seeker"], Categories = ["cv"],
        Bases = [new() { Regimes = ["eu"], Basis = LegalBasis.Contract }],
    };
}
