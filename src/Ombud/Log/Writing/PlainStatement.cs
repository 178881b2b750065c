namespace Ombud.Log.Writing;

/// <summary>A statement that is written together with facts, where a row more must not cost a turn more.</summary>
/// <param name="Sql">A constant of ours, for the engine that it is given to; values by name, such as <c>@bucket</c>.</param>
/// <param name="Values">Its values by name, none of them null.</param>
internal sealed record PlainStatement(string Sql, IReadOnlyList<(string Name, object Value)> Values);
