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
    /// <summary>Leaves the part alone.</summary>
    public OwnData Of(OwnData whole) => whole with
    {
        Standing = whole.Standing with
        {
            Consents = whole.Standing.Consents.RemoveRange(
                whole.Standing.Consents.Where(pair => pair.Value.At > AnsweredAt).Select(pair => pair.Key)),
        },
        Records = [.. whole.Records.Where(one => one.Record.Controller == Controller && one.Record.CollectedAt <= AnsweredAt)],
        Disclosures = [.. whole.Disclosures.Where(one => one.Controller == Controller && one.At <= AnsweredAt)],
        Events = [],
    };
}
