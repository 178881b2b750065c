using System.Runtime.CompilerServices;

namespace Ombud.Policies.Compiling.Tables;

/// <summary>The areas whose law restricts what leaves them.</summary>
internal enum Area : byte { None, Eea, Uk, Ch }

/// <summary>A stretch of days on which the notice's version, the regimes' membership, the agreements and what carries data abroad
/// stay the same.</summary>
internal sealed class Epoch
{
    private const int AskedMin = 256;

    private Glance? _glance;
    private int _asked;

    /// <summary>First day.</summary>
    public required int First { get; init; }

    /// <summary>The day after its last; <see cref="int.MaxValue"/> where none follows.</summary>
    public required int End { get; init; }

    /// <summary>The version in force; null before the first one.</summary>
    public required VersionTables? Version { get; init; }

    /// <summary>Regimes by country, as bits; at 0 those of an unknown residence.</summary>
    public required uint[] Regimes { get; init; }

    /// <summary>By country: the number of its regime where it has only one; else 0.</summary>
    public required byte[] SoleRegimes { get; init; }

    /// <summary>Area by country.</summary>
    public required Area[] Areas { get; init; }

    /// <summary>What can be told at a glance; nothing before the stretch has been asked about often enough to be worth it.</summary>
    public Glance Glance(LawTables law) => _glance ?? Count(law);

    /// <summary>Works it out now.</summary>
    internal Glance WorkOut(LawTables law) =>
        _glance = Version is { } version ? new GlanceCompiler(this, version, law).Compile() : Tables.Glance.Nothing;

    // Today is asked about all the time, a day of long ago now and then: its rows would take memory for nothing.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Glance Count(LawTables law) => Interlocked.Increment(ref _asked) < AskedMin ? Tables.Glance.Nothing : WorkOut(law);
}

/// <summary>From a day to its epoch, in one look-up.</summary>
internal sealed class Calendar
{
    private readonly Epoch[] _epochs;
    private readonly ushort[] _byDay;
    private readonly int _firstDay;

    // What was asked for last: nearly everybody asks about today, and the processor need not wait for the table.
    private Epoch _latest;

    public Calendar(Epoch[] epochs)
    {
        _epochs = epochs;
        _latest = epochs[^1];
        _firstDay = epochs.Length > 1 ? epochs[1].First - 1 : 0;
        _byDay = new ushort[epochs.Length > 1 ? epochs[^1].First - _firstDay + 1 : 1];
        for (int day = 0, epoch = 0; day < _byDay.Length; day++)
        {
            while (epoch + 1 < epochs.Length && epochs[epoch + 1].First <= _firstDay + day)
                epoch++;

            _byDay[day] = (ushort)epoch;
        }
    }

    public Epoch On(int day)
    {
        var latest = _latest;
        return day >= latest.First && day < latest.End
            ? latest : _latest = _epochs[_byDay[Math.Clamp(day - _firstDay, 0, _byDay.Length - 1)]];
    }
}
