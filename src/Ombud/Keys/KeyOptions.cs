using System.Globalization;
using Ombud.Database;

namespace Ombud.Keys;

/// <summary>How long an epoch lasts (<c>Keys:EpochDays</c>, default 30); read once at start.</summary>
internal sealed record KeyOptions(TimeSpan EpochLength)
{
    private const int DaysMax = 366;
    private const int DaysDefault = 30;

    /// <exception cref="ConfigurationException">It is no number of days.</exception>
    public static KeyOptions From(IConfiguration configuration)
    {
        if (configuration["Keys:EpochDays"] is not { Length: > 0 } text)
            return new KeyOptions(TimeSpan.FromDays(DaysDefault));
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= DaysMax
            ? new KeyOptions(TimeSpan.FromDays(days))
            : throw new ConfigurationException([$"Keys__EpochDays must be a whole number from 1 to {DaysMax}."]);
    }
}
