using System.Text.Json;
using Ombud.Consents;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Decisions.Reading;

/// <summary>
/// What a caller may see of where a person stands: answers given to its controllers for its purposes, and the marks that bind
/// every controller. Where somebody lives and as whom they were met is told to keys that are not limited to controllers.
/// </summary>
internal sealed class StandingView(ApiCaller caller, ConsentRules rules)
{
    private readonly List<StandingEvent> _events = [];
    private readonly Dictionary<string, string> _askedBy = new(StringComparer.Ordinal);

    /// <summary>Adds the next event.</summary>
    public void Add(WrittenFact fact, StandingChange change)
    {
        if (fact.Fact is ConsentAnswered answered)
            _askedBy[answered.Key] = answered.Controller;
        if (IsSeen(fact.Fact, change))
            _events.Add(EventOf(fact, change));
    }

    /// <summary>What the caller sees of a standing and of the events that were added.</summary>
    public SubjectStanding Answer(Guid subject, DateTimeOffset at, StandingState state) =>
        new()
        {
            Subject = subject, At = at, Version = state.Version, IsErased = state.IsErased, IsUnder13 = state.IsUnder13,
            IsRestricted = state.IsRestricted, IsIsolated = state.IsIsolated, Residence = SeesPerson ? state.Residence : null,
            Kinds = SeesPerson ? [.. state.Kinds] : [],
            Consents = [.. state.Consents.Where(pair => Sees(pair.Key, _askedBy.GetValueOrDefault(pair.Key))).Select(pair =>
                new StandingConsent(pair.Key, pair.Value.Answer, pair.Value.At, pair.Value.NoticeVersion, pair.Value.Explicit))],
            Objections = [.. state.Objections.Where(pair => SeesObjection(pair.Key))
                .Select(pair => new StandingObjection(pair.Key, pair.Value))],
            Events = _events,
        };

    private bool SeesPerson => caller.Controllers.Allows(null);

    private bool IsSeen(Fact fact, StandingChange change) => change switch
    {
        StandingChange.Consent consent => Sees(consent.Key, (fact as ConsentAnswered)?.Controller),
        StandingChange.Objection objection => SeesObjection(objection.Key),
        StandingChange.Met or StandingChange.Residence or StandingChange.Corrected => SeesPerson,
        _ => true,
    };

    private bool Sees(string key, string? controller) =>
        caller.Controllers.Allows(controller) && caller.Purposes.Allows(rules.PurposeOf(key));

    // An objection is made to all controllers, and one to all marketing binds whatever the key is for.
    private bool SeesObjection(string key) => key is PersonalWill.AllMarketing || caller.Purposes.Allows(rules.PurposeOf(key));

    private static StandingEvent EventOf(WrittenFact fact, StandingChange change) =>
        new(fact.Id, fact.At, fact.Kind, JsonNamingPolicy.KebabCaseLower.ConvertName(change.GetType().Name))
        {
            Word = change switch
            {
                StandingChange.Consent consent => consent.Key,
                StandingChange.Objection objection => objection.Key,
                StandingChange.Met met => met.Kind,
                StandingChange.Residence residence => residence.Country,
                _ => null,
            },
            State = change switch
            {
                StandingChange.Consent consent => Word(consent.Answer),
                StandingChange.Objection objection => Word(objection.State),
                StandingChange.Restriction restriction => OnOff(restriction.IsOn),
                StandingChange.Child child => OnOff(child.IsOn),
                StandingChange.Isolation isolation => OnOff(isolation.IsOn),
                _ => null,
            },
        };

    private static string OnOff(bool isOn) => isOn ? "on" : "off";

    private static string Word<TEnum>(TEnum value) where TEnum : struct, Enum =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
