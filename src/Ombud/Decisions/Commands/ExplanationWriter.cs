using System.Text.Json;
using Ombud.Layout;
using Ombud.Policies.Deciding;
using Ombud.Policies.Explaining;

namespace Ombud.Decisions.Commands;

/// <summary>Writes an explanation as lines, in one language.</summary>
internal sealed class ExplanationWriter(Policy policy, Language language, TextWriter output)
{
    private const int LabelWidth = 16;

    public void Write(Explanation explanation, DateOnly on)
    {
        var decision = explanation.Decision;
        output.WriteLine(ExplainTexts.Verdict(decision.IsPermitted).In(language)
            + (decision.IsPermitted ? "" : "  " + ReasonCodes.CodeOf(decision.Reason)));
        output.WriteLine("  " + explanation.Says.In(language.Code));
        output.WriteLine("  " + explanation.WhatToDo.In(language.Code));
        output.WriteLine();
        Line(ExplainTexts.Day, language.Say(on));
        Line(ExplainTexts.Notice, explanation.NoticeVersion);
        Line(ExplainTexts.Clause, ClauseOf(explanation));
        Line(ExplainTexts.Basis, decision.IsPermitted ? ExplainTexts.Of(decision.Basis).In(language) : "");
        Line(ExplainTexts.Rank, ExplainTexts.Of(decision.Rank).In(language));
        Line(ExplainTexts.Safeguard, policy.Words.Word(decision.Safeguard));
        Line(ExplainTexts.Obligations, string.Join("; ", ExplainTexts.ObligationsOf(decision, language)));
        WriteSteps(explanation);
        WriteRegimes(explanation);
        if (explanation.Transfer is { } transfer)
            WriteTransfer(transfer);
    }

    private void WriteSteps(Explanation explanation)
    {
        output.WriteLine();
        output.WriteLine(ExplainTexts.Steps.In(language));
        foreach (var step in explanation.Steps)
        {
            var outcome = ExplainTexts.Of(step.Outcome).In(language);
            var why = step.Reason is DenialReason.None ? "" : $"  {ReasonCodes.CodeOf(step.Reason)}  {step.Clause}";
            output.WriteLine($"  {step.Number,2}  {outcome,-13}{step.Name.In(language.Code)}{why}".TrimEnd());
        }
    }

    private void WriteRegimes(Explanation explanation)
    {
        if (explanation.Regimes.Count == 0)
            return;

        output.WriteLine();
        output.WriteLine(ExplainTexts.Regimes.In(language));
        foreach (var regime in explanation.Regimes)
        {
            var whose = (regime.IsControllers ? ExplainTexts.OfController : ExplainTexts.OfResidence).In(language);
            var says = regime.Reason is DenialReason.None ? ExplainTexts.Of(regime.Basis).In(language) : ReasonCodes.CodeOf(regime.Reason);
            output.WriteLine($"  {regime.Id,-8}{whose}: {says}");
        }
    }

    private void WriteTransfer(ExplainedTransfer transfer)
    {
        output.WriteLine();
        output.WriteLine($"{ExplainTexts.Transfer.In(language)} {transfer.From} -> {transfer.To}");
        if (transfer.Carrier is { } carrier)
            output.WriteLine($"  {carrier.Id}: {carrier.Instrument}, {Period(carrier)}");
        foreach (var other in transfer.Others)
        {
            var fault = JsonNamingPolicy.KebabCaseLower.ConvertName(other.Fault.ToString());
            output.WriteLine($"  {ExplainTexts.DoesNotCarry.In(language)} {other.Id}: {fault}, {Period(other)}");
        }
    }

    private static string Period(ExplainedCarrier carrier) => $"{carrier.From:yyyy-MM-dd} - {carrier.Until:yyyy-MM-dd}".TrimEnd();

    private string ClauseOf(Explanation explanation)
    {
        var clause = policy.VersionAt(explanation.Decision.Version)?.Clauses.FirstOrDefault(known => known.Id == explanation.Clause);
        return clause is null ? explanation.Clause : $"{clause.Id} ({clause.Title.In(language.Code)})";
    }

    private void Line(Text label, string value)
    {
        if (value.Length > 0)
            output.WriteLine((label.In(language) + ":").PadRight(LabelWidth) + value);
    }
}
