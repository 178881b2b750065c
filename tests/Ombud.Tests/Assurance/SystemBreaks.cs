using Ombud.Assurance.Controls.Connected;
using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.Tests.Running;

namespace Ombud.Tests.Assurance;

/// <summary>By control, what is left undone in connected systems, so that what it measures is no longer so.</summary>
internal static class SystemBreaks
{
    public static readonly IReadOnlyDictionary<string, Func<OmbudApp, Task<Measurement>>> All =
        new Dictionary<string, Func<OmbudApp, Task<Measurement>>>(StringComparer.Ordinal)
        {
            ["systems-corrected"] = async app =>
            {
                var canary = await TamperBreaks.PlantAsync(app);
                Assert.True((await app.MeasureAsync<SystemsCorrected>()).Holds);
                await TamperBreaks.RunAsync(app,
                    $"""
                    insert into system_change (bucket, subject_id, change_id, system, field, sealed, state, asked_at, attempts)
                    select bucket, subject_id, subject_id, 'crm', 'name', x'00', 0,
                           {Micros.Of(app.Get<TimeProvider>().GetUtcNow().AddDays(-8))}, 3 from subject
                    where  subject_id = x'{Convert.ToHexString(canary.Subject.Value.ToByteArray(bigEndian: true))}'
                    """);
                return await app.MeasureAsync<SystemsCorrected>();
            },
        };
}
