using System.Globalization;
using Ombud.Database;

namespace Ombud.Decisions.Asking;

/// <summary>
/// How long an answer stays in the decision log: some months, and then to the end of the calendar month. So a person's
/// answers of one month end together, and few receipts are left of them.
/// </summary>
/// <param name="Months">Whole months (<c>Decisions:LogMonths</c>, default 12).</param>
internal sealed record DecisionLogRule(int Months)
{
    /// <summary>Word of the rule where rules are listed, and in the receipts.</summary>
    public const string Id = "decision-log";

    private const int MonthsDefault = 12;
    private const int MonthsMax = 120;

    /// <exception cref="ConfigurationException">It is no number of months.</exception>
    public static DecisionLogRule From(IConfiguration configuration)
    {
        if (configuration["Decisions:LogMonths"] is not { Length: > 0 } text)
            return new DecisionLogRule(MonthsDefault);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var months) && months is >= 1 and <= MonthsMax
            ? new DecisionLogRule(months)
            : throw new ConfigurationException([$"Decisions__LogMonths must be a whole number from 1 to {MonthsMax}."]);
    }

    /// <summary>Answers given before this moment have ended by then; later ones have not.</summary>
    public DateTimeOffset EndedBefore(DateTimeOffset now) => MonthOf(now).AddMonths(-Months);

    /// <summary>When an answer ends.</summary>
    public DateTimeOffset EndOf(DateTimeOffset answeredAt) => MonthOf(answeredAt).AddMonths(Months + 1);

    private static DateTimeOffset MonthOf(DateTimeOffset moment) =>
        new(moment.UtcDateTime.Year, moment.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
}
