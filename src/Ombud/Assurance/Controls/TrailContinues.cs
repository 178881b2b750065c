using Ombud.Assurance.Measuring;
using Ombud.Log.Sequencing;

namespace Ombud.Assurance.Controls;

/// <summary>
/// The stored tree goes on from the newest checkpoint of the journal, which lies apart from the database: no older copy was
/// put back, and nobody was shown another history.
/// </summary>
internal sealed class TrailContinues(JournalAgreement agreement) : IControl
{
    public string Id => "trail-continues";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var check = await agreement.CheckAsync(cancel);
        return check.Standing switch
        {
            TrailStanding.Continues => Measurement.Good(
                $"{check.Size} poster går vidare från de {check.Signed} i journalen",
                $"{check.Size} entries go on from the {check.Signed} in the journal"),
            TrailStanding.Behind => Measurement.Bad(
                $"{check.Size} poster, men {check.Signed} har undertecknats: inget undertecknas",
                $"{check.Size} entries, but {check.Signed} were signed: nothing is signed"),
            TrailStanding.Differs => Measurement.Bad(
                "andra poster än de som har undertecknats: inget undertecknas",
                "other entries than those that were signed: nothing is signed"),
            TrailStanding.JournalOlder => Measurement.Bad(
                "journalen är äldre än databasen eller borta: inget undertecknas",
                "the journal is older than the database, or gone: nothing is signed"),
        };
    }
}
