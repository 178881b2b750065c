using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ombud.Database;
using Ombud.Layout;

[assembly: Maps<Ombud.Assurance.Measuring.EvidenceMapping, Ombud.Assurance.Measuring.EvidenceRow>]

namespace Ombud.Assurance.Measuring;

/// <summary>A control's latest result.</summary>
public sealed class EvidenceRow
{
    public string Control { get; set; } = "";
    public bool Holds { get; set; }
    public string FigureSv { get; set; } = "";
    public string FigureEn { get; set; } = "";
    public DateTimeOffset MeasuredAt { get; set; }

    /// <summary>How long the measuring took, in microseconds.</summary>
    public long TookMicros { get; set; }

    public Text Figure => new(FigureSv, FigureEn);
}

internal sealed class EvidenceMapping : IEntityTypeConfiguration<EvidenceRow>
{
    public void Configure(EntityTypeBuilder<EvidenceRow> builder)
    {
        builder.ToTable("evidence").HasKey(row => row.Control);
        builder.Ignore(row => row.Figure);
    }
}

/// <summary>Keeps the latest result of each control.</summary>
internal sealed class EvidenceStore(IDbContextFactory<OmbudContext> contexts, Db db)
{
    public async Task<IReadOnlyDictionary<string, EvidenceRow>> ReadAsync(CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<EvidenceRow>().AsNoTracking().ToDictionaryAsync(row => row.Control, StringComparer.Ordinal, cancel);
    }

    public async Task WriteAsync(EvidenceRow evidence, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var write = connection.Command(
            """
            insert into evidence (control, holds, figure_sv, figure_en, measured_at, took_micros)
            values (@control, @holds, @sv, @en, @at, @took)
            on     conflict (control) do update
            set    holds = excluded.holds, figure_sv = excluded.figure_sv, figure_en = excluded.figure_en,
                   measured_at = excluded.measured_at, took_micros = excluded.took_micros
            """)
            .With("control", evidence.Control).With("holds", evidence.Holds).With("sv", evidence.FigureSv)
            .With("en", evidence.FigureEn).With("at", Micros.Of(evidence.MeasuredAt)).With("took", evidence.TookMicros);
        await write.ExecuteNonQueryAsync(cancel);
    }
}
