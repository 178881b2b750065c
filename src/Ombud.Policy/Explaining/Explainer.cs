using Ombud.Policies.Compiling;
using Ombud.Policies.Deciding;

namespace Ombud.Policies.Explaining;

#pragma warning disable
internal sealed class Explainer(Policy policy, LawTables law, Calendar calendar)
{
    public Explanation Explain(in Question q, Standing s) => throw new NotSupportedException();
}
public sealed record Explanation;
