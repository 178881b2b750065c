using Ombud.Bench.Running;
using Ombud.Bench.Seeding;
using Ombud.Decisions;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;

namespace Ombud.Bench.People;

/// <summary>What is asked of the product all day, in process: one decision about a person, one consent from them.</summary>
internal static class Everyday
{
    private static readonly string[] Contact = ["contact"];

    public static Task<(Decision Decision, StandingState Standing)> DecideAsync(InProcess product, SubjectId subject) =>
        product.Get<Decider>().AskAsync(subject, new WordQuestion
        {
            Action = UseAction.Use, Purpose = "marketing", Topic = "newsletters", Categories = Contact, Controller = "aerotek-se",
            On = product.Get<Decider>().Today,
        }, CancellationToken.None);

    public static Task<Appended> ConsentAsync(InProcess product, SubjectId subject) => product.Get<Ledger>().AppendAsync(
        subject, SeededPerson.Maker.ConsentAt(product.Get<Policy>().Pack.Versions[^1].Version), CancellationToken.None);
}
