using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ombud.Database;

[assembly: Maps<Ombud.Cases.Mailbox.MailboxStateMapping, Ombud.Cases.Mailbox.MailboxStateRow>]

namespace Ombud.Cases.Mailbox;

/// <summary>Why a mailbox could not be read.</summary>
public enum MailboxFailure : byte
{
    None = 0,

    /// <summary>No connection, or one that broke off.</summary>
    Unreachable = 1,

    /// <summary>Its certificate is none that we trust.</summary>
    NotTrusted = 2,

    /// <summary>It does not take the name and password.</summary>
    NotLetIn = 3,

    /// <summary>It has no such folder, or does not open it to us.</summary>
    NoFolder = 4,

    /// <summary>It was read, and something in it could not be filed.</summary>
    NotFiled = 5,
}

/// <summary>How it stands with a mailbox, for every process: one reads, all show it. Moments and counts, nothing of a mail.</summary>
public sealed class MailboxStateRow
{
    /// <summary>The operator's name for it.</summary>
    public string Name { get; set; } = "";

    /// <summary>When somebody last tried.</summary>
    public DateTimeOffset TriedAt { get; set; }

    /// <summary>When it was last read to its end; null for never.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    public MailboxFailure Failure { get; set; }

    /// <summary>Since when it fails; null where it does not.</summary>
    public DateTimeOffset? FailingAt { get; set; }

    /// <summary>How many mails wait for a human in its folder.</summary>
    public int SetAside { get; set; }
}

internal sealed class MailboxStateMapping : IEntityTypeConfiguration<MailboxStateRow>
{
    public void Configure(EntityTypeBuilder<MailboxStateRow> builder) => builder.ToTable("mailbox_state").HasKey(row => row.Name);
}

/// <summary>How it stands with a configured mailbox.</summary>
/// <param name="IsSilent">Whether nobody has tried to read it for long.</param>
/// <param name="State">Null where nobody ever has.</param>
public sealed record MailboxStanding(string Name, MailboxStateRow? State, bool IsSilent);

/// <summary>Keeps and tells how it stands with the mailboxes.</summary>
internal sealed class MailboxStates(Mailboxes mailboxes, IDbContextFactory<OmbudContext> contexts, Db db, TimeProvider time)
{
    // A round that backs off rests a quarter of an hour.
    private static readonly TimeSpan SilentMax = TimeSpan.FromMinutes(30);
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();

    /// <summary>Every configured mailbox.</summary>
    public async Task<IReadOnlyList<MailboxStanding>> ReadAsync(CancellationToken cancel)
    {
        if (mailboxes.All.Count == 0)
            return [];
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var rows = await context.Set<MailboxStateRow>().AsNoTracking().ToDictionaryAsync(row => row.Name, StringComparer.Ordinal, cancel);
        var before = time.GetUtcNow() - SilentMax;
        return [.. mailboxes.All.Select(one => (one, State: rows.GetValueOrDefault(one.Name)))
            .Select(pair => new MailboxStanding(
                pair.one.Name, pair.State, IsSilent: (pair.State?.TriedAt ?? _startedAt) < before - pair.one.Pause))];
    }

    /// <summary>Notes what came of reading one.</summary>
    /// <param name="aside">How many mails are set aside; null where that was not seen.</param>
    public async Task NoteAsync(string name, MailboxFailure failure, int? aside, CancellationToken cancel)
    {
        var now = Micros.Of(time.GetUtcNow());
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var write = connection.Command(failure is MailboxFailure.None
            ? """
              insert into mailbox_state (name, tried_at, read_at, failure, failing_at, set_aside)
              values (@name, @now, @now, 0, null, @aside)
              on     conflict (name) do update
              set    tried_at = @now, read_at = @now, failure = 0, failing_at = null, set_aside = @aside
              """
            : """
              insert into mailbox_state (name, tried_at, read_at, failure, failing_at, set_aside)
              values (@name, @now, null, @failure, @now, @aside)
              on     conflict (name) do update
              set    tried_at = @now, failure = @failure, failing_at = coalesce(mailbox_state.failing_at, @now),
                     set_aside = case when @saw then @aside else mailbox_state.set_aside end
              """)
            .With("name", name).With("now", now).With("failure", (short)failure).With("aside", aside ?? 0).With("saw", aside is not null);
        await write.ExecuteNonQueryAsync(cancel);
    }
}
