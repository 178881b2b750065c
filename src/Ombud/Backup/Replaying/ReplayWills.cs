using Ombud.Consents;
using Ombud.Database;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.MyData.Joining;
using Ombud.Policies.Deciding;

namespace Ombud.Backup.Replaying;

/// <summary>
/// Tells the database of what people said no to since the backup: withdrawals, objections, restrictions. What they agreed to
/// since is in no journal, so that they are asked again.
/// </summary>
internal sealed class ReplayWills(Db db, Standings standings, FactHistory history, Ledger ledger)
{
    /// <summary>Kinds of facts that it replays.</summary>
    public static readonly IReadOnlySet<string> Kinds = new HashSet<string>(StringComparer.Ordinal)
    {
        Answered, CarriedOver, Objected, Restricted,
    };

    private const string Answered = "consent.answered", CarriedOver = "answer.carried-over", Objected = "objection.made",
        Restricted = "restriction.set";

    /// <summary>What a line is about: of several about the same the last counts.</summary>
    public static (SubjectId Subject, string About, string Word) About(JournalReceipt line) =>
        (line.Subject, line.Kind is CarriedOver ? Answered : line.Kind, line.Word);

    /// <summary>Tells it of one line; repeating it changes nothing.</summary>
    /// <returns>Whether it was told.</returns>
    public async Task<bool> RunAsync(JournalReceipt line, CancellationToken cancel)
    {
        if (await IsKnownAsync(line, cancel)
            || await standings.FindAsync(line.Subject, cancel) is not { IsErased: false, JoinedInto: null } standing
            || await MissingAsync(line, standing, cancel) is not { } fact)
            return false;
        return await ledger.AppendAsync(new Append(line.Subject, fact) { MustBeKnown = true }, cancel) is Appended.Done;
    }

    private async Task<Fact?> MissingAsync(JournalReceipt line, StandingState standing, CancellationToken cancel) => line.Kind switch
    {
        Answered or CarriedOver when standing.Consents.GetValueOrDefault(line.Word) is { Answer: ConsentAnswer.Given } =>
            await WithdrawnAsync(line, cancel),
        Objected when standing.Objections.GetValueOrDefault(line.Word) != StateOf(line) => new ObjectionMade(line.Word, StateOf(line)),
        Restricted when standing.IsRestricted != IsOn(line) => new RestrictionSet(IsOn(line)),
        _ => null,
    };

    // A line that does not say is taken for the stricter.
    private static ObjectionState StateOf(JournalReceipt line) =>
        Enum.TryParse<ObjectionState>(line.State, out var state) ? state : ObjectionState.Upheld;

    private static bool IsOn(JournalReceipt line) => line.State is not "Off";

    // Asked by whom and shown what it was, the consent itself says.
    private async Task<Fact?> WithdrawnAsync(JournalReceipt line, CancellationToken cancel)
    {
        ConsentAnswered? withdrawn = null;
        await foreach (var known in history.ReadAsync(line.Subject, cancel))
        {
            var (key, controller, shown) = known.Fact switch
            {
                ConsentAnswered answered => (answered.Key, answered.Controller, answered.Shown),
                AnswerCarriedOver carried => (carried.Key, carried.Controller, carried.Shown),
                _ => default,
            };
            if (key == line.Word)
                withdrawn = new ConsentAnswered { Key = key, Answer = ConsentAnswer.Withdrawn, Controller = controller, Shown = shown };
        }
        return withdrawn;
    }

    private async Task<bool> IsKnownAsync(JournalReceipt line, CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        return await KnownFacts.HasAsync(connection, null, line.Subject, line.Fact, cancel);
    }
}
