using System.Runtime.CompilerServices;
using System.Text;
using Ombud.Policies.Deciding;
using Ombud.Policies.Explaining;

namespace Ombud.Policies.Tests.Explaining;

/// <summary>Keeps the tables of <c>docs/deciding.md</c> true; <c>UPDATE_GOLDEN=1</c> writes them anew.</summary>
public sealed class DecidingPageTests
{
    private const string Start = "<!-- reasons -->\n";
    private const string End = "<!-- /reasons -->";

    [Fact]
    public void The_page_lists_every_reason_with_its_code_in_the_order_of_the_steps()
    {
        var page = Path.GetFullPath(Path.Combine(Folder(), "../../../docs/deciding.md"));
        var text = File.ReadAllText(page);
        var (start, end) = (text.IndexOf(Start, StringComparison.Ordinal) + Start.Length,
            text.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is "1")
            File.WriteAllText(page, text[..start] + Table() + text[end..]);

        Assert.Equal(Table(), File.ReadAllText(page)[start..][..Table().Length]);
    }

    [Fact]
    public void Reasons_stand_in_the_order_of_their_steps()
    {
        var steps = Enum.GetValues<DenialReason>().Skip(1).Select(ReasonCodes.StepOf).ToList();

        Assert.Equal(steps.Order(), steps);
    }

    private static string Table()
    {
        var table = new StringBuilder("| step | reason code | what it says |\n| --- | --- | --- |\n");
        foreach (var reason in Enum.GetValues<DenialReason>().Where(r => r is not DenialReason.None))
            table.Append(null,
                $"| {ReasonCodes.StepOf(reason)} | `{ReasonCodes.CodeOf(reason)}` "
                + $"| {ReasonTexts.Says(reason).In("en")} |\n");

        return table.ToString();
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
