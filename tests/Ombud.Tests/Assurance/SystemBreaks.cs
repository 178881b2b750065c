using Microsoft.Extensions.DependencyInjection;
using Ombud.Assurance.Controls.Connected;
using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.Systems.Sweeping;
using Ombud.Tests.Running;
using Ombud.Tests.Systems;

namespace Ombud.Tests.Assurance;

/// <summary>By control, what is left undone in connected systems, so that what it measures is no longer so.</summary>
internal static class SystemBreaks
{
    public static readonly IReadOnlyDictionary<string, Func<OmbudApp, Task<Measurement>>> All =
        new Dictionary<string, Func<OmbudApp, Task<Measurement>>>(StringComparer.Ordinal)
        {
            ["systems-corrected"] = app => WaitingAsync<SystemsCorrected>(app, kind: 0, days: 8),
            // Nobody is restricted any more, and still a system is to be told that somebody is.
            ["systems-restricted"] = async app =>
            {
                var late = await WaitingAsync<SystemsRestricted>(app, kind: 2, days: 8);
                Assert.False(late.Holds);
                await TamperBreaks.RunAsync(app, "delete from system_change");
                return await WaitingAsync<SystemsRestricted>(app, kind: 1, days: 1);
            },
            ["systems-swept"] = app => SweptAsync<SystemsSwept>(app, row =>
            {
                row.LastRunAt = row.SinceAt.AddDays(-3);
            }),
            ["sweep-goes-on"] = app => SweptAsync<SweepGoesOn>(app, row =>
            {
                (row.RunDay, row.TableName) = (new DateOnly(2026, 1, 1), "customer");
                row.TriedAt = row.SinceAt.AddDays(-2);
            }),
        };

    /// <summary>Measures with a change of somebody's that waits for a system since some days.</summary>
    private static async Task<Measurement> WaitingAsync<T>(OmbudApp app, int kind, int days)
        where T : class, IControl
    {
        var canary = await TamperBreaks.PlantAsync(app);
        Assert.True((await app.MeasureAsync<T>()).Holds);
        await TamperBreaks.RunAsync(app,
            $"""
            insert into system_change (bucket, subject_id, change_id, system, kind, field, sealed, state, asked_at, attempts)
            select bucket, subject_id, subject_id, 'crm', {kind}, 'name', x'00', 0,
                   {Micros.Of(app.Get<TimeProvider>().GetUtcNow().AddDays(-days))}, 3 from subject
            where  subject_id = x'{Convert.ToHexString(canary.Subject.Value.ToByteArray(bigEndian: true))}'
            """);
        return await app.MeasureAsync<T>();
    }

    /// <summary>Measures with a system that is to be swept, whose last run is another than it was.</summary>
    private static async Task<Measurement> SweptAsync<T>(OmbudApp app, Action<SystemSweepRow> tamper)
        where T : class, IControl
    {
        using var systems = ForeignSystem.Create("crm");
        systems.Age("crm", _ => "2026-01-01", 0);
        var state = ActivatorUtilities.CreateInstance<SystemSweepState>(app.Services, systems.Connected());
        var row = await state.OfAsync("crm", CancellationToken.None);
        Assert.True((await app.MeasureAsync<T>(state)).Holds);
        tamper(row);
        await state.SaveAsync(row, CancellationToken.None);
        return await app.MeasureAsync<T>(state);
    }
}
