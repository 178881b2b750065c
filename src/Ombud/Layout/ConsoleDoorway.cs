namespace Ombud.Layout;

/// <summary>A tool of the Console. Only what is registered is linked.</summary>
/// <param name="Path">Path without language, from <c>/console</c>.</param>
/// <param name="Order">Its place among the others, lowest first.</param>
/// <param name="Title">Its name.</param>
/// <param name="Says">What it is for, one sentence.</param>
public sealed record ConsoleDoorway(string Path, int Order, Text Title, Text Says);
