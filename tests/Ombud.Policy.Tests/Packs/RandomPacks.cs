using CsCheck;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using static Ombud.Policies.Tests.Packs.Build;

namespace Ombud.Policies.Tests.Packs;

/// <summary>Packs, standings and questions that nobody thought of.</summary>
internal static class RandomPacks
{
    private static readonly string[] Kinds = ["visitor", "job-seeker", "contact"];
    private static readonly string[] Categories = ["name", "email", "cv", "health", "convictions"];
    private static readonly string[] PurposeIds = ["p1", "p2", "p3", "p4"];
    private static readonly string[] TopicIds = ["t1", "t2"];
    private static readonly string[] Parties = ["north-se", "north-us", "client-co"];
    private static readonly string[] Recipients = ["vendor-se", "partner-us", "north-se", "north-us"];
    private static readonly string[] Countries = ["SE", "US", "GB", "IN", "US-CA"];
    private static readonly string[] RecipientKinds = ["group", "vendor", "partner"];
    private static readonly string[] RegimeSets = ["eu uk ch", "eu", "us default", "us-ca", "uk"];
    private static readonly string[] Actions = ["collect", "use", "disclose", "store"];

    private static readonly Gen<string[]> Nothing = Gen.Bool.Select(_ => Array.Empty<string>());

    public static Gen<T> Pick<T>(T[] choices) => Gen.Int[0, choices.Length - 1].Select(n => choices[n]);

    private static readonly Gen<bool> Seldom = Gen.Int[0, 9].Select(n => n == 0);

    private static Gen<string[]> Some(string[] words, int least) =>
        Pick(words).Array[least, words.Length].Select(picked => picked.Distinct(StringComparer.Ordinal).ToArray());

    private static readonly Gen<PurposeBasis> Basis =
        from regimes in Pick(RegimeSets)
        from basis in Gen.Enum<LegalBasis>()
        from special in Gen.Enum<SpecialCondition>()
        from criminal in Gen.Enum<SpecialCondition>()
        from kinds in Gen.Frequency((4, Nothing), (1, Some(Kinds, 1)))
        select Build.Basis(regimes, basis) with { Special = special, Criminal = criminal, Subjects = kinds };

    private static Gen<Purpose> Purpose(string id) =>
        from nature in Gen.Frequency((3, Gen.Const(PurposeNature.Ordinary)), (2, Gen.Const(PurposeNature.Marketing)),
            (2, Gen.Enum<PurposeNature>()))
        from kinds in Some(Kinds, 1)
        from categories in Some(Categories, 2)
        from recipients in Some(RecipientKinds, 1)
        from bases in Basis.Array[1, 3]
        from european in Gen.Enum<LegalBasis>()
        from months in Pick<int?>([null, 6, 24])
        from controllers in Gen.Frequency((3, Nothing), (1, Some(Parties, 1)))
        select Build.Purpose(id, "", "", "") with
        {
            Nature = nature,
            Subjects = kinds,
            Categories = categories,
            Recipients = recipients,
            Bases = [Build.Basis("eu us default", european), .. bases],
            ConsentMonths = months,
            Controllers = controllers,
        };

    private static readonly Gen<RankedRule> Rule =
        from rank in Gen.Enum<Rank>()
        from effect in Gen.Enum<RuleEffect>()
        from purposes in Some(PurposeIds, 0)
        from categories in Some(Categories, 0)
        from actions in Some(Actions, 0)
        from controllers in Gen.Frequency((2, Nothing), (1, Some(Parties, 1)))
        select Build.Rule($"{rank}-{effect}", rank, effect, "") with
        {
            Purposes = purposes,
            Categories = categories,
            Actions = actions,
            Controllers = controllers,
        };

    private static Gen<NoticeVersion> Version(string date) =>
        from p1 in Purpose("p1")
        from p2 in Purpose("p2")
        from p3 in Purpose("p3")
        from rules in Rule.Array[0, 3]
        select Build.Version(date) with
        {
            SubjectKinds = [.. Kinds.Select(Kind)],
            Categories =
            [
                Category("name"), Category("email"), Category("cv", staff: true),
                Category("health", CategoryNature.Special), Category("convictions", CategoryNature.Criminal),
            ],
            RecipientKinds = [RecipientKind("group"), RecipientKind("vendor", true), RecipientKind("partner")],
            VendorFunctions =
            [
                new() { Id = "hosting", Name = LocalizedText.Same("h"), Purposes = ["p1", "p2"], Categories =
                    ["name", "email"] },
            ],
            Parties =
            [
                Party("north-se", "SE"), Party("north-us", "US", "US"),
                Party("client-co", "SE", role: PartyRole.ClientController) with { Instructs = ["p1"] },
            ],
            Recipients =
            [
                Recipient("vendor-se", "vendor", "SE", "hosting") with { AgreementFrom = TestLaw.D("2019-01-01") },
                Recipient("partner-us", "partner", "US"),
            ],
            Purposes = [p1, p2, p3],
            Topics =
            [
                new() { Id = "t1", Purpose = "p1", Name = LocalizedText.Same("t1"), Description =
                    LocalizedText.Same("t1") },
                new() { Id = "t2", Purpose = "p2", Name = LocalizedText.Same("t2"), Description =
                    LocalizedText.Same("t2") },
            ],
            CollectionPoints = [Point("form", "north-se", "visitor", "p1 p2", "name email health")],
            Safeguards = [Safeguard("clauses", "eu_scc_2021", "group", "2022-01-01", meets: "tia annex-ii")],
            Rules = [.. rules.Select((rule, n) => rule with { Id = $"{rule.Id}-{n}" })],
        };

    public static Gen<Pack> Pack { get; } =
        from first in Version("2018-05-04")
        from second in Version("2024-01-01")
        select Build.Pack("random", first, second);

    private static readonly Gen<DateTimeOffset> Moment =
        Gen.Int[0, 2500].Select(days => new DateTimeOffset(2019, 1, 1, 12, 0, 0, TimeSpan.Zero).AddDays(days));

    private static readonly Gen<string> Key = Pick(["p1", "p2", "p3", "t1", "t2"]);

    private static readonly Gen<StandingChange> Change = Gen.Frequency(
        (4, Gen.Select(Moment, Pick(Kinds), StandingChange (at, kind) => new StandingChange.Met(at, kind))),
        (8, Gen.Select(Moment, Key, Gen.Enum<ConsentAnswer>(), Pick(["2018-05-04", "2024-01-01"]), Gen.Bool,
            StandingChange (at, key, answer, version, isExplicit) =>
                new StandingChange.Consent(at, key, answer, version, isExplicit))),
        (2, Gen.Select(Moment, Pick(["p1", "p2", "t1", "*"]), Gen.Enum<ObjectionState>(),
            StandingChange (at, key, state) => new StandingChange.Objection(at, key, state))),
        (1, Gen.Select(Moment, Gen.Bool, StandingChange (at, on) => new StandingChange.Restriction(at, on))),
        (1, Gen.Select(Moment, Seldom, StandingChange (at, on) => new StandingChange.Child(at, on))),
        (2, Gen.Select(Moment, Pick<string?>([null, .. Countries]),
            StandingChange (at, country) => new StandingChange.Residence(at, country))));

    public static Gen<StandingState> Standing { get; } = Change.Array[0, 10].Select(changes =>
        StandingState.Fold(changes.OrderBy(c => c.At)
            .Prepend(new StandingChange.Met(DateTimeOffset.UnixEpoch, "visitor"))));

    public static Gen<WordQuestion> Question { get; } =
        from action in Pick([UseAction.Collect, UseAction.Use, UseAction.Use, UseAction.Disclose, UseAction.Store])
        from purpose in Pick(PurposeIds)
        from topic in Gen.Frequency((3, Pick<string?>([null])), (1, Pick<string?>([.. TopicIds])))
        from categories in Some(Categories, 1)
        from ordinary in Gen.Bool
        from controller in Gen.Frequency((3, Gen.Const("north-se")), (1, Pick(Parties)))
        from recipient in Pick(Recipients)
        from to in Gen.Frequency((4, Pick<string?>([null])), (1, Pick<string?>([.. Countries])))
        from days in Gen.Int[0, 2500]
        from collected in Gen.Int[0, 2500]
        from signal in Seldom
        select new WordQuestion
        {
            Action = action,
            Purpose = purpose,
            Topic = topic,
            Categories = ordinary ? [.. categories.Take(1)] : categories,
            Controller = controller,
            Recipient = action == UseAction.Disclose ? recipient : null,
            To = to,
            Point = action == UseAction.Collect ? "form" : null,
            On = new(new DateOnly(2019, 1, 1).DayNumber + days),
            CollectedOn = collected % 2 == 0 ? default : new(new DateOnly(2019, 1, 1).DayNumber + collected),
            Signals = signal ? Signals.GlobalPrivacyControl : Signals.None,
        };
}
