namespace Ombud.Layout.Forms;

/// <summary>What is wrong with a field, in the reader's language; never with the value in it.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Message">What to do about it.</param>
public sealed record FieldError(string Field, string Message);

/// <summary>A value to choose.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Label">What is read.</param>
public sealed record Choice(string Value, string Label);
