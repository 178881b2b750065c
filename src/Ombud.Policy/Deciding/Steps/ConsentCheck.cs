
namespace Ombud.Policies.Deciding.Steps;

/// <summary>Whether the person's consent to the purpose or topic stands on the day.</summary>
internal static class ConsentCheck
{
    /// <summary>None where it stands, else what is wrong with it. A topic without an answer of its own uses its
    /// purpose's.</summary>
    public static DenialReason Of(ref Asked asked)
    {
        var wills = asked.Standing.Wills;
        if (asked.Question.Topic.Value == 0)
            return Of(ref asked, in wills[asked.Question.Purpose.Value]);

        ref readonly var topic = ref wills[asked.ConsentKey];
        ref readonly var purpose = ref wills[asked.Question.Purpose.Value];
        if (topic.Consent == ConsentMark.None)
            return Of(ref asked, in purpose);

        var reason = Of(ref asked, in topic);

        // A topic's consent that ran out takes nothing from the consent to the whole.
        return reason == DenialReason.None || topic.Consent != ConsentMark.Given
            || Of(ref asked, in purpose) != DenialReason.None
            ? reason : DenialReason.None;
    }

    /// <summary>Whether an explicit consent stands that is at least as old as the data, as special categories
    /// need.</summary>
    public static bool IsExplicit(ref Asked asked)
    {
        var wills = asked.Standing.Wills;
        var day = asked.Question.CollectedOn.IsSome ? asked.Question.CollectedOn.Number : asked.Question.On.Number;
        if (wills[asked.Question.Purpose.Value] is var purpose && IsExplicit(ref asked, in purpose, day)
            && (asked.Question.Topic.Value == 0
                || wills[asked.ConsentKey].Consent is ConsentMark.None or ConsentMark.Given))
            return true;

        return asked.Question.Topic.Value != 0 && wills[asked.ConsentKey] is var topic
            && IsExplicit(ref asked, in topic, day);
    }

    /// <summary>Whether a consent stands that was answered under the restriction (GDPR article 18(2)): one given before
    /// was not given for what the person has stopped since.</summary>
    public static bool LiftsRestriction(ref Asked asked)
    {
        if (Of(ref asked) != DenialReason.None)
            return false;

        var wills = asked.Standing.Wills;
        return LiftsRestriction(ref asked, in wills[asked.Question.Purpose.Value])
            || (asked.Question.Topic.Value != 0 && LiftsRestriction(ref asked, in wills[asked.ConsentKey]));
    }

    private static bool LiftsRestriction(ref Asked asked, in WillEntry entry) =>
        entry.IsUnderRestriction && Of(ref asked, in entry) == DenialReason.None;

    private static bool IsExplicit(ref Asked asked, in WillEntry entry, int day) =>
        entry.ExplicitSince <= day && Of(ref asked, in entry) == DenialReason.None;

    private static DenialReason Of(ref Asked asked, in WillEntry entry)
    {
        if (entry.Consent != ConsentMark.Given)
            return entry.Consent == ConsentMark.Withdrawn ? DenialReason.ConsentWithdrawn : DenialReason.ConsentMissing;

        var day = asked.Question.On.Number;
        if (entry.Since > day)
            return DenialReason.ConsentMissing;

        if (day >= entry.Expires)
            return DenialReason.ConsentExpired;

        return entry.Version == asked.Tables.Index ? DenialReason.None : UnderOtherVersion(ref asked, in entry);
    }

    /// <summary>A consent to another version's text: the shorter period counts, and what was not in that text is not
    /// agreed.</summary>
    private static DenialReason UnderOtherVersion(ref Asked asked, in WillEntry entry)
    {
        var months = asked.Purpose.ConsentMonths;
        if (months != 0 && asked.Question.On.Number >= DateOnly.FromDayNumber(entry.At).AddMonths(months).DayNumber)
            return DenialReason.ConsentExpired;

        if (entry.Version == WillEntry.NoVersion || (asked.Purpose.Outgrown >> entry.Version & 1) != 0)
            return DenialReason.ConsentOutgrown;

        var shown = asked.Standing.Owner.TablesOf(entry.Version);
        return shown.Pursues.Has(asked.Question.Purpose.Value, asked.Question.Controller.Value)
            ? DenialReason.None : DenialReason.ConsentOutgrown;
    }
}
