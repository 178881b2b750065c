using System.Diagnostics;
using RulesEngine.Models;

namespace Ombud.Bench.Deciding;

/// <summary>Microsoft's RulesEngine on the drawn rules: a workflow for each purpose, so that it need try one rule only.</summary>
internal sealed class RulesEnginePeer
{
    private readonly RulesEngine.RulesEngine _engine;
    private readonly RuleSet _rules;

    public RulesEnginePeer(RuleSet rules)
    {
        _rules = rules;
        _engine = new RulesEngine.RulesEngine([.. rules.Drawn!.Select(rule => new Workflow
        {
            WorkflowName = rule.Purpose,
            Rules =
            [
                new Rule
                {
                    RuleName = "permitted",
                    Expression = $"{In(rule.Categories, "Category")} && {In(rule.Kinds, "Kind")} && "
                        + In(rule.Regimes.Select(regime => rules.Controllers[regime]), "Controller"),
                },
            ],
        })]);
    }

    public async Task<bool> AnswerAsync(Cell cell)
    {
        var asked = new RuleParameter("asked", new AskedWords(
            _rules.Categories[cell.Category], _rules.Kinds[cell.RecipientKind], _rules.Controllers[cell.Regime]));
        var results = await _engine.ExecuteAllRulesAsync(_rules.Purposes[cell.Purpose], asked);
        return results[0].IsSuccess;
    }

    /// <summary>Nanoseconds an answer.</summary>
    public async Task<double> TimeAsync(Cell[] cells, int count)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
            await AnswerAsync(cells[i % cells.Length]);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / count;
    }

    private static string In(IEnumerable<string> words, string name) =>
        $"({string.Join(" || ", words.Select(word => $"asked.{name} == \"{word}\""))})";
}

/// <summary>What the peer's rules read.</summary>
public sealed record AskedWords(string Category, string Kind, string Controller);
