using System.Text.Json.Serialization;
using Ombud.Log;
using Ombud.Policies.Deciding;

namespace Ombud.Tests.Log;

internal sealed record SampleGiven(string Purpose) : Fact
{
    public override StandingChange? ChangeAt(DateTimeOffset at) =>
        new StandingChange.Consent(at, Purpose, ConsentAnswer.Given, "2026-01-01", Explicit: false);
}

/// <summary>A withdrawal; goes into the journal.</summary>
internal sealed record SampleWithdrawn(string Purpose) : Fact
{
    public override bool GoesIntoJournal => true;

    public override string JournalWord => Purpose;

    public override StandingChange? ChangeAt(DateTimeOffset at) =>
        new StandingChange.Consent(at, Purpose, ConsentAnswer.Withdrawn, "2026-01-01", Explicit: false);
}

/// <summary>A fact in clear about nobody.</summary>
internal sealed record SampleCounted(int Count) : ClearFact;

[JsonSerializable(typeof(SampleGiven))]
[JsonSerializable(typeof(SampleWithdrawn))]
[JsonSerializable(typeof(SampleCounted))]
internal sealed partial class SampleJson : JsonSerializerContext;
