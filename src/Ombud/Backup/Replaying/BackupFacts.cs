using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Log;

namespace Ombud.Backup.Replaying;

/// <summary>
/// A database was put back from a backup and told of what the journal knew. Where leaves were lost it is the first leaf that is
/// signed under the trail's new name, and says where the old one ended and how much of it is missing.
/// </summary>
/// <param name="Backup">Id of the backup.</param>
/// <param name="Size">Number of leaves that were there again.</param>
/// <param name="Missing">How many leaves after them had been signed and are lost; 0 where the trail goes on under its name.</param>
/// <param name="Origin">Under which name is signed from now on.</param>
/// <param name="Before">The last signed checkpoint that the journal knew, as it was signed; null before the first.</param>
/// <param name="Erased">How many people were erased again.</param>
/// <param name="Told">How many withdrawals, objections and restrictions were told again.</param>
/// <param name="Ended">How many records ended.</param>
internal sealed record DatabaseRestored(
    Guid Backup, DateTimeOffset MadeAt, long Size, long Missing, string Origin, string? Before, int Erased, int Told, int Ended)
    : ClearFact;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DatabaseRestored))]
internal sealed partial class BackupFactsJson : JsonSerializerContext;
