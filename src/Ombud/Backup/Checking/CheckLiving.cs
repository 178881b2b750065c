using Ombud.Assurance.Measuring;
using Ombud.Layout;

namespace Ombud.Backup.Checking;

/// <summary>Checks the living installation: the trail against its checkpoint, and both against the journal: <c>ombud verify</c>.</summary>
internal static class CheckLiving
{
    private static readonly string[] Checks = ["trail-verifies", "trail-continues"];

    /// <returns>0 where all is as it was signed, else 1.</returns>
    public static async Task<int> RunAsync(ControlRunner runner, TextWriter output, CancellationToken cancel)
    {
        var isWell = true;
        foreach (var control in runner.Controls.Where(control => Checks.Contains(control.Id, StringComparer.Ordinal)))
        {
            var found = await control.MeasureAsync(cancel);
            isWell &= found.Holds;
            await output.WriteLineAsync($"{control.Id}: {found.Figure.In(Language.English)}.");
        }
        await output.WriteLineAsync(isWell ? "Verified: the living installation." : "Refused: the living installation.");
        return isWell ? 0 : 1;
    }
}
