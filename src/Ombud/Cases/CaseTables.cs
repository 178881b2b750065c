using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ombud.Database;
using Ombud.Policies.Cases;

[assembly: Maps<Ombud.Cases.CaseMapping, Ombud.Cases.CaseRow>]
[assembly: Maps<Ombud.Cases.CaseEntryMapping, Ombud.Cases.CaseEntryRow>]
[assembly: Maps<Ombud.Cases.CaseLookupMapping, Ombud.Cases.CaseLookupRow>]
[assembly: Maps<Ombud.Cases.PersonCaseMapping, Ombud.Cases.PersonCaseRow>]

namespace Ombud.Cases;

/// <summary>
/// A case. It is a subject of its own, with a key of its own, so that it outlives the erasure of whom it is about and ends by its
/// own rule. Words, days and ids; whatever somebody wrote lies sealed.
/// </summary>
internal sealed class CaseRow
{
    public short Bucket { get; set; }
    public Guid CaseId { get; set; }
    public CaseKind Kind { get; set; }
    public CaseChannel Channel { get; set; }

    /// <summary>Id of the company that is asked.</summary>
    public string Controller { get; set; } = "";

    /// <summary>Id of the country in which the person says they live; null for unknown.</summary>
    public string? Residence { get; set; }

    /// <summary>In which language they are written to.</summary>
    public string Language { get; set; } = "";

    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>The person who has shown that it is theirs; null until then.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>Id of the staff account that works on it; null for nobody yet.</summary>
    public string? Owner { get; set; }

    /// <summary>Where it stands, as <see cref="CaseState"/> in JSON; the next ones repeat of it what is looked for.</summary>
    public string State { get; set; } = "";

    public bool IsOpen { get; set; }
    public bool IsEscalated { get; set; }

    /// <summary>The last day for the answer while the clock runs; null where none does.</summary>
    public DateOnly? LastDay { get; set; }

    /// <summary>Whether the desk was reminded of its last day.</summary>
    public bool IsReminded { get; set; }

    /// <summary>When it last moved on.</summary>
    public DateTimeOffset MovedAt { get; set; }

    /// <summary>When the time for keeping the file is over; null while it is open.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>The request of which it is the part that a client answers; null for a request of its own.</summary>
    public Guid? PartOf { get; set; }

    /// <summary>Whether a control made it, to try with.</summary>
    public bool IsCanary { get; set; }

    /// <summary>Counts changes: of two at once the second finds that somebody was quicker.</summary>
    public int Version { get; set; }

    public int KeyVersion { get; set; }

    /// <summary>Name and address, as <see cref="CaseContact"/>.</summary>
    public byte[] SealedContact { get; set; } = [];

    /// <summary>Puts down where the case stands.</summary>
    public void Put(CaseState state, DateTimeOffset now)
    {
        State = JsonSerializer.Serialize(state, CaseJson.Default.CaseState);
        (IsOpen, IsEscalated) = (state.IsOpen, state.IsEscalated);
        LastDay = state.Clock is { StoppedOn: null } clock ? clock.LastDay : null;
        MovedAt = Micros.Truncate(now);
    }
}

/// <summary>An entry of a case's file: a step, a message, a note.</summary>
internal sealed class CaseEntryRow
{
    public short Bucket { get; set; }
    public Guid CaseId { get; set; }

    /// <summary>Version 7: entries sort by it as they were made.</summary>
    public Guid EntryId { get; set; }

    public DateTimeOffset At { get; set; }
    public CaseAuthor Author { get; set; }

    /// <summary>Id of the staff account; <c>person</c>, <c>mail</c> or <c>system</c>.</summary>
    public string By { get; set; } = "";

    /// <summary>The step; null for a message or note alone.</summary>
    public CaseStep? Step { get; set; }

    /// <summary>Word of its reason.</summary>
    public string? Reason { get; set; }

    /// <summary>What was noted; null for anything else.</summary>
    public CaseNote? Note { get; set; }

    /// <summary>Id of what the note is about: a step of the pack, a receipt.</summary>
    public string? About { get; set; }

    /// <summary>Whether it is for the staff alone.</summary>
    public bool IsInternal { get; set; }

    /// <summary>What was written; empty for nothing.</summary>
    public byte[] Sealed { get; set; } = [];

    public int KeyVersion { get; set; }
}

/// <summary>
/// Which case came with an address, until its person has shown that it is theirs. Bucket of the address's hash; the hash is that of
/// sign-in codes, so that whoever proves the address and is erased takes it along.
/// </summary>
internal sealed class CaseLookupRow
{
    public short Bucket { get; set; }
    public byte[] AddressHash { get; set; } = [];
    public Guid CaseId { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>Whether it is the address of the agent, who follows the case as long as they may act.</summary>
    public bool IsAgent { get; set; }

    /// <summary>Until the case has been committed; a sweep clears what stays so.</summary>
    public bool IsProvisional { get; set; }
}

/// <summary>The cases of a person, in the person's bucket; goes when they are erased.</summary>
internal sealed class PersonCaseRow
{
    public short Bucket { get; set; }
    public Guid SubjectId { get; set; }
    public Guid CaseId { get; set; }
}

internal sealed class CaseMapping : IEntityTypeConfiguration<CaseRow>
{
    public void Configure(EntityTypeBuilder<CaseRow> builder)
    {
        builder.ToTable("case_file").HasKey(row => new { row.Bucket, row.CaseId });
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.HasIndex(row => new { row.Bucket, row.IsOpen, row.LastDay });
        builder.HasIndex(row => new { row.Bucket, row.EndsAt });
    }
}

internal sealed class CaseEntryMapping : IEntityTypeConfiguration<CaseEntryRow>
{
    public void Configure(EntityTypeBuilder<CaseEntryRow> builder) =>
        builder.ToTable("case_entry").HasKey(row => new { row.Bucket, row.CaseId, row.EntryId });
}

internal sealed class CaseLookupMapping : IEntityTypeConfiguration<CaseLookupRow>
{
    public void Configure(EntityTypeBuilder<CaseLookupRow> builder) =>
        builder.ToTable("case_lookup").HasKey(row => new { row.Bucket, row.AddressHash, row.CaseId });
}

internal sealed class PersonCaseMapping : IEntityTypeConfiguration<PersonCaseRow>
{
    public void Configure(EntityTypeBuilder<PersonCaseRow> builder) =>
        builder.ToTable("person_case").HasKey(row => new { row.Bucket, row.SubjectId, row.CaseId });
}
