using Ombud.Policies.Deciding;

namespace Ombud.MyData.Reading;

/// <summary>
/// The part of somebody's data that another may read, to whom the person gave an answer: what one company held when it answered. What
/// came later, what others hold and what else has happened is no part of it.
/// </summary>
/// <param name="Reader">Who reads, as the facts say.</param>
/// <param name="Controller">Id of the company.</param>
/// <param name="AnsweredAt">When it answered.</param>
internal sealed record OwnPart(string Reader, string Controller, DateTimeOffset AnsweredAt)
{
    /// <summary>
    /// Leaves the part alone. A value that was corrected since is left out, not shown as it is now; and where others have been joined
    /// into the person since, all records are, of which nobody can say any more whose they were.
    /// </summary>
    public OwnData Of(OwnData whole, OwnPast past)
    {
        var held = whole.Records.Where(one => one.Record.Controller == Controller && one.Record.CollectedAt <= AnsweredAt).ToList();
        List<OwnRecord> same = past.IsJoinedSince ? [] : held.FindAll(one => !past.CorrectedSince.Contains(one.Record.Id));
        return whole with
        {
            Records = same,
            LeftOut = held.Count - same.Count,
            Disclosures = [.. whole.Disclosures.Where(one => one.Controller == Controller)],
            Events = [],
        };
    }
}

/// <summary>How it was with a person at a moment, and what has changed of it since.</summary>
/// <param name="Standing">Where the person stood, from the facts alone.</param>
/// <param name="CorrectedSince">Ids of the records that say something else now.</param>
/// <param name="IsJoinedSince">Whether others have been joined into the person.</param>
internal sealed record OwnPast(StandingState Standing, IReadOnlySet<Guid> CorrectedSince, bool IsJoinedSince);
