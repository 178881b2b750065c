using System.Data;

namespace Ombud.Connectors.Sql.SqlServer;

/// <summary>
/// A value that goes to the server as the type of its column. As another type it would be compared with each row turned into that one,
/// by no index; and a <c>datetime</c> turned into a <c>datetime2</c> is not what was read from it.
/// </summary>
/// <param name="Type">The type it goes as.</param>
/// <param name="Value">The value; null where the column is to be emptied.</param>
/// <param name="MayLose">Whether the column may have no sign for one of its letters, and would take another for it.</param>
internal sealed record TypedValue(SqlDbType Type, object? Value, bool MayLose = false)
{
    /// <summary>Says nothing of the value.</summary>
    public override string ToString() => Type.ToString();
}
