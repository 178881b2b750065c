using Ombud.Bench.Reporting;

namespace Ombud.Bench.Deciding;

/// <summary>What a decision costs, on one thread, beside the least that could answer and beside another engine.</summary>
internal static class DecisionBench
{
    // Quoted from what was measured elsewhere on the same rules; they are not run here.
    private const double BestQuoted = 3_250;

    public static async Task RunAsync(Settings settings, Report report)
    {
        report.Section("Decision, one thread, each answer chosen by the one before; half permitted, half denied");
        await RunAsync(settings, report, DrawnRules.Make(), isDrawn: true);
        await RunAsync(settings, report, ShippedRules.Load(settings.Product), isDrawn: false);
        report.Note("Quoted, not measured here (same rules, one thread): Casbin.NET 3,250 ns; OPA compiled to wasm 3,270 ns;");
        report.Note("OPA in Go 20,600 ns; Cedar's wasm 38,900 ns at best, 24,900 ns of it the boundary.");
    }

    private static async Task RunAsync(Settings settings, Report report, RuleSet rules, bool isDrawn)
    {
        var requests = new RequestSet(rules);
        var standings = requests.Cells.Select(cell => requests.Standings[cell.Regime]).ToArray();
        var byId = new AnswersById(rules.Policy, requests.Questions, standings);
        var byWord = new AnswersByWord(rules.Policy, requests.Words, standings);
        var chain = new Chain(RequestSet.Order());
        var count = settings.Quick ? 200_000 : 2_000_000;

        // Until the code is compiled at its best, figures say nothing.
        for (var warm = 0; warm < 4; warm++)
        {
            _ = chain.Time(requests.Bare, 100_000) + chain.Time(in byId, 100_000);
            _ = chain.Time(requests.BareWords, 100_000) + chain.Time(in byWord, 100_000);
            await Task.Delay(150);
        }
        var times = new Times();
        for (var round = 0; round < (settings.Quick ? 3 : 9); round++)
        {
            times.Bare.Add(chain.Time(requests.Bare, count));
            times.ById.Add(chain.Time(in byId, count));
            times.BareWords.Add(chain.Time(requests.BareWords, count / 2));
            times.ByWord.Add(chain.Time(in byWord, count / 2));
        }

        var (bare, ids, bareWords, words) = times.Medians();
        report.Row($"{rules.Name}: ids", Report.Nanoseconds(ids), Report.Nanoseconds(bare), ids / bare, Bar.AtMost(3));
        report.Row($"{rules.Name}: words", Report.Nanoseconds(words), Report.Nanoseconds(bareWords), words / bareWords, Bar.AtMost(2));
        var bytes = Allocated(chain, in byId, in byWord);
        report.Row($"{rules.Name}: bytes allocated in 200,000 answers", $"{bytes} B", bytes, Bar.AtMost(0));
        var wrong = Wrong(requests, byId, byWord);
        report.Row($"{rules.Name}: of 4,096 answers differ from the table", $"{wrong}", wrong, Bar.AtMost(0));
        if (isDrawn)
            await ComparePeerAsync(settings, report, rules, requests, ids);
    }

    private static async Task ComparePeerAsync(Settings settings, Report report, RuleSet rules, RequestSet requests, double ids)
    {
        var peer = new RulesEnginePeer(rules);
        var wrong = 0;
        for (var i = 0; i < RequestSet.Count; i++)
            wrong += await peer.AnswerAsync(requests.Cells[i]) == requests.Bare.IsPermitted(i) ? 0 : 1;
        var time = await peer.TimeAsync(requests.Cells, settings.Quick ? 4_096 : 40_960);
        report.Row("Microsoft RulesEngine 6.0.1, same rules", Report.Nanoseconds(time), Report.Nanoseconds(ids), time / ids);
        report.Row("Microsoft RulesEngine: of 4,096 answers differ", $"{wrong}", wrong, Bar.AtMost(0));
        report.Row("ids against the best quoted engine", Report.Nanoseconds(ids), Report.Nanoseconds(BestQuoted), BestQuoted / ids, Bar.AtLeast(50));
    }

    private static long Allocated(Chain chain, in AnswersById byId, in AnswersByWord byWord)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        chain.Run(in byId, 100_000);
        chain.Run(in byWord, 100_000);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static int Wrong(RequestSet requests, AnswersById byId, AnswersByWord byWord) =>
        Enumerable.Range(0, RequestSet.Count).Count(i => requests.Bare.IsPermitted(i) is var right
            && (byId.IsPermitted(i) != right || byWord.IsPermitted(i) != right || requests.BareWords.IsPermitted(i) != right));

    private sealed class Times
    {
        public List<double> Bare { get; } = [];
        public List<double> ById { get; } = [];
        public List<double> BareWords { get; } = [];
        public List<double> ByWord { get; } = [];

        public (double Bare, double ById, double BareWords, double ByWord) Medians() =>
            (Timings.Median(Bare), Timings.Median(ById), Timings.Median(BareWords), Timings.Median(ByWord));
    }
}
