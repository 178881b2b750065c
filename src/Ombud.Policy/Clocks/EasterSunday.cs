namespace Ombud.Policies.Clocks;

/// <summary>Easter Sunday in the Gregorian calendar.</summary>
/// <remarks>
/// The anonymous algorithm that <i>Nature</i> printed on 20 April 1876, as in J. Meeus, <i>Astronomical Algorithms</i>, chapter 8;
/// the names of its quantities are those of the source.
/// </remarks>
public static class EasterSunday
{
    /// <summary>The day in a year.</summary>
    /// <param name="year">1583 and later.</param>
    public static DateOnly In(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1583);
        var a = year % 19;
        var (b, c) = Math.DivRem(year, 100);
        var (d, e) = Math.DivRem(b, 4);
        var f = (b + 8) / 25;
        var g = (b - f + 1) / 3;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var (i, k) = Math.DivRem(c, 4);
        var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var (n, p) = Math.DivRem(h + l - (7 * m) + 114, 31);
        return new(year, n, p + 1);
    }
}
