using Ombud.Assurance.Measuring;
using Ombud.Layout;
using Ombud.Layout.Parts;
using Ombud.Notices;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Word;

/// <summary>A clause as it stands now, with what shows it.</summary>
public sealed record ClauseStanding(Clause Clause, PromiseState State, IReadOnlyList<StatementStanding> Statements)
{
    /// <summary>When its oldest evidence was measured; null where nothing was.</summary>
    public DateTimeOffset? MeasuredAt => Statements.Min(statement => statement.Evidence?.MeasuredAt);

    /// <summary>Figures of its controls, for readers.</summary>
    public string FigureIn(Language language) => string.Join("; ", Statements
        .Select(statement => statement.Evidence?.Figure.In(language)).OfType<string>().Distinct(StringComparer.Ordinal));
}

/// <summary>One statement of a clause and what shows it.</summary>
public sealed record StatementStanding(Statement Statement, PromiseState State, EvidenceRow? Evidence);

/// <summary>A principle of a framework as it stands now: as well as the worst of the promises that carry it.</summary>
public sealed record PrincipleStanding(Principle Principle, PromiseState State, IReadOnlyList<ClauseStanding> Clauses);

/// <summary>
/// Says of every clause whether it is kept. Kept needs a fresh, good result for each statement; one that fails or has grown
/// old is not kept; one that nothing measures is not yet built.
/// </summary>
internal sealed class PromiseBook(NoticeBook notices, EvidenceStore evidence, ControlRunner runner, TimeProvider time)
{
    /// <summary>All clauses of the version in force, in the notice's order.</summary>
    public async Task<IReadOnlyList<ClauseStanding>> ReadAsync(CancellationToken cancel)
    {
        if (notices.InForce() is not { } version)
            return [];

        var measured = await evidence.ReadAsync(cancel);
        var controls = runner.Controls.ToDictionary(control => control.Id, StringComparer.Ordinal);
        return [.. version.Clauses.Select(clause => Of(clause, measured, controls))];
    }

    /// <summary>The principles of the version in force, in the framework's order.</summary>
    public async Task<IReadOnlyList<PrincipleStanding>> ReadByPrincipleAsync(CancellationToken cancel)
    {
        var clauses = (await ReadAsync(cancel)).ToDictionary(clause => clause.Clause.Id, StringComparer.Ordinal);
        return [.. (notices.InForce()?.Principles ?? []).Select(principle => Of(principle, clauses))];
    }

    private static PrincipleStanding Of(Principle principle, Dictionary<string, ClauseStanding> clauses)
    {
        var carrying = principle.Clauses.Select(id => clauses[id]).ToList();
        return new PrincipleStanding(principle, StateOf([.. carrying.Select(clause => clause.State)]), carrying);
    }

    private ClauseStanding Of(
        Clause clause, IReadOnlyDictionary<string, EvidenceRow> measured, Dictionary<string, IControl> controls)
    {
        var statements = clause.Statements.Select(statement => Of(statement, measured, controls)).ToList();
        return new ClauseStanding(clause, StateOf([.. statements.Select(statement => statement.State)]), statements);
    }

    private StatementStanding Of(
        Statement statement, IReadOnlyDictionary<string, EvidenceRow> measured, Dictionary<string, IControl> controls)
    {
        var now = time.GetUtcNow();
        if (statement.Control is { } id && controls.TryGetValue(id, out var control))
        {
            var result = measured.GetValueOrDefault(id);
            var isGood = result is { Holds: true } && now - result.MeasuredAt <= control.Interval;
            return new StatementStanding(statement, isGood ? PromiseState.Kept : PromiseState.NotKept, result);
        }

        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var isAttested = statement.Attested is { } word && word.On <= today && today <= word.Until;
        var state = isAttested ? PromiseState.Attested
            : statement.Attested is not null ? PromiseState.NotKept
            : PromiseState.NotYetBuilt;
        return new StatementStanding(statement, state, null);
    }

    // What fails is said first: it hurts most, and no gap elsewhere may hide it.
    private static PromiseState StateOf(IReadOnlyCollection<PromiseState> states) =>
        states.Contains(PromiseState.NotKept) ? PromiseState.NotKept
        : states.Contains(PromiseState.NotYetBuilt) ? PromiseState.NotYetBuilt
        : states.All(state => state is PromiseState.Attested) ? PromiseState.Attested
        : PromiseState.Kept;
}
