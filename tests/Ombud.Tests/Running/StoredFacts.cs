using Ombud.Log;
using Ombud.Policies.Deciding;

namespace Ombud.Tests.Running;

/// <summary>Reads what happened to somebody.</summary>
internal static class StoredFacts
{
    /// <summary>Every fact that can still be opened, oldest first.</summary>
    public static async Task<List<Fact>> OfAsync(OmbudApp app, SubjectId subject)
    {
        var facts = new List<Fact>();
        await foreach (var fact in app.Get<FactHistory>().ReadAsync(subject, CancellationToken.None))
            facts.Add(fact.Fact);
        return facts;
    }
}
