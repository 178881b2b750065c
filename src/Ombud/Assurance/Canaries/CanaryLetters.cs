using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Mail;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Assurance.Canaries;

/// <summary>Reads the letters that were written about somebody made up.</summary>
internal sealed class CanaryLetters(MailSeal seal, IDbContextFactory<OmbudContext> contexts)
{
    /// <summary>Subject and text of each, oldest first.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(SubjectId about, CancellationToken cancel)
    {
        var bucket = Bucket.Of(about.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await OpenAsync(context.Set<OutboxRow>().Where(row => row.Bucket == bucket && row.SubjectId == about.Value), cancel);
    }

    /// <inheritdoc cref="OfAsync"/>
    public async Task<IReadOnlyList<string>> ToAsync(byte[] addressHash, CancellationToken cancel)
    {
        var bucket = Bucket.Of(addressHash);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await OpenAsync(context.Set<OutboxRow>().Where(row => row.Bucket == bucket && row.AddressHash == addressHash), cancel);
    }

    private async Task<IReadOnlyList<string>> OpenAsync(IQueryable<OutboxRow> rows, CancellationToken cancel)
    {
        var letters = new List<string>();
        foreach (var row in await rows.AsNoTracking().OrderBy(row => row.MailId).ToListAsync(cancel))
        {
            if (await seal.OpenAsync(row, cancel) is { } letter)
                letters.Add($"{letter.Subject}\n{letter.Body}");
        }
        return letters;
    }
}
