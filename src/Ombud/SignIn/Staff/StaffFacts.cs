using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Log;
using Ombud.Shared;

namespace Ombud.SignIn.Staff;

/// <summary>An account of the staff was made. Its user name stands nowhere in it.</summary>
/// <param name="Role">What it is there for, of <see cref="StaffRoles"/>.</param>
internal sealed record StaffAdded(Guid AccountId, string Role) : ClearFact;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(StaffAdded))]
internal sealed partial class StaffFactsJson : JsonSerializerContext;

/// <summary>How many accounts of the privacy office there are.</summary>
internal sealed class StaffCount(IDbContextFactory<OmbudContext> contexts)
{
    /// <summary>Whether there is a single one, so that nobody could look at what another does.</summary>
    public async Task<bool> IsAloneAsync(CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<StaffAccount>().CountAsync(account => account.Roles == StaffRoles.Officer, cancel) < 2;
    }
}
