namespace Ombud.Paper.Pdf;

/// <summary>How a text looks.</summary>
internal readonly record struct Look(double Size, bool IsBold = false, bool IsSlanted = false);
