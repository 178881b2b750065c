using System.Runtime.InteropServices;
using Ombud.Policies.Deciding;

namespace Ombud.Policies.Compiling.Tables;

/// <summary>
/// For each purpose, controller and recipient of one epoch: what can be told of them whoever the person is. One row answers what
/// would otherwise be looked up in many tables.
/// </summary>
internal sealed class Glance(GlanceRow[] rows, CategorySet[] sets, int parties)
{
    private readonly int _purposes = parties == 0 ? 0 : rows.Length / (parties * parties);

    /// <summary>Nothing at all: everything takes the long way.</summary>
    public static Glance Nothing { get; } = new([], [CategorySet.Empty], 0);

    /// <summary>Whether it has a row for these numbers; those of foreign words have none.</summary>
    public bool Holds(ushort purpose, ushort controller, ushort recipient) =>
        controller < parties & recipient < parties & purpose < _purposes;

    /// <summary>The row of three numbers that it holds.</summary>
    public ref readonly GlanceRow Of(ushort purpose, ushort controller, ushort recipient) =>
        ref rows[(((purpose * parties) + controller) * parties) + recipient];

    /// <summary>A set of categories by its number in a row.</summary>
    public ref readonly CategorySet Set(ushort number) => ref sets[number];
}

/// <summary>What can be told of a purpose, a controller and a recipient.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 2)]
internal struct GlanceRow
{
    /// <summary>Number of the categories of which no rule speaks here; none where something is not declared.</summary>
    public ushort Quiet;

    /// <summary>Number of the categories of which no rule permits or forbids anything, so that a denial by the lists stands.</summary>
    public ushort Undisputed;

    /// <summary>Number of the categories that the recipient may have: an agreement and its functions allow it, and no guarded
    /// border lies between or one thing carries it.</summary>
    public ushort Receivable;

    /// <summary>What carries it; 0 where nothing need.</summary>
    public SafeguardId Safeguard;

    /// <summary>The controller's regime where it is the only one and the purpose and the controller are of the simple kind;
    /// else 0.</summary>
    public byte Regime;

    /// <summary>What the lists say against it.</summary>
    public GlanceTraits Traits;
}

/// <summary>What the lists say of a purpose, a controller and a recipient. What denies stands at the place that its reason has among
/// those of the lists, in the order in which the steps look: category, kind of person, controller, recipient.</summary>
[Flags]
internal enum GlanceTraits : byte
{
    None = 0,

    /// <summary>Every word is declared, and the controller acts for itself.</summary>
    Declared = 1,

    /// <summary>The controller does not pursue the purpose.</summary>
    ControllerOutside = 4,

    /// <summary>The purpose has nothing to give to that kind of recipient.</summary>
    RecipientOutside = 8,

    /// <summary>What denies by the lists.</summary>
    Outside = ControllerOutside | RecipientOutside,
}
