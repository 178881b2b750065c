using CsCheck;
using Ombud.Policies.Deciding;
using Ombud.Policies.Loading;
using Ombud.Policies.Model;
using Ombud.Policies.Retention;
using Ombud.Policies.Tests.Loading;

namespace Ombud.Policies.Tests.Retention;

/// <summary>What holds for the end of every record, by the shipped pack's rules.</summary>
public sealed class RetentionLawsTests
{
    private static readonly NoticeVersion Notice = PackLoader.Load(
        Path.Combine(Repository.Root, "packs", "allegis-group"),
        LawLoader.Load(Path.Combine(Repository.Root, "law")).Law!).Pack!.Versions[^1];

    private static readonly DateOnly Day = new(2026, 1, 31);

    private static KeptRecord Record(
        string point, string category, string kind, string country, RetentionAnchors? anchors = null,
        IReadOnlyDictionary<string, ConsentState>? consents = null) => new()
        {
            Categories = [category],
            Subjects = [kind],
            Purposes = KeptFor.Purposes(Notice, point, category, kind, consents ?? Consents()),
            Country = country,
            CollectionPoint = point,
            Anchors = (anchors ?? new RetentionAnchors(Day)) with { ConsentWithdrawn = KeptFor.ConsentEnded(consents ?? Consents()) },
        };

    private static Dictionary<string, ConsentState> Consents(params (string Key, ConsentAnswer Answer)[] answers) =>
        answers.ToDictionary(
            pair => pair.Key,
            pair => new ConsentState(pair.Answer, new DateTimeOffset(Day, TimeOnly.MinValue, TimeSpan.Zero), Notice.Version, Explicit: false),
            StringComparer.Ordinal);

    private static KeptRecord Application(string country, params (string, ConsentAnswer)[] answers) =>
        Record("job-seeker-account", "cv-document", "job-seeker", country, new RetentionAnchors(Day) { Closed = Day }, Consents(answers));

    private static string RuleOf(RetentionEnd end) => end.Determining[0].Rule.Id;

    [Fact]
    public void Without_the_statement_an_application_ends_on_its_date_and_with_it_in_the_talent_pool_s_own_time()
    {
        var without = RetentionEnd.For(Notice, Application("US"));
        var with = RetentionEnd.For(Notice, Application("US", ("talent-pool", ConsentAnswer.Given)));
        var withdrawn = RetentionEnd.For(Notice, Application("US", ("talent-pool", ConsentAnswer.Withdrawn)));

        Assert.Equal(Day.AddMonths(12), without.EndsOn);
        Assert.Equal(Day.AddMonths(24), with.EndsOn);
        Assert.Equal("talent-pool", RuleOf(with));
        Assert.Equal(without.EndsOn, withdrawn.EndsOn);
    }

    [Fact]
    public void A_ceiling_is_no_reason_to_keep() =>
        Assert.Equal(Day.AddMonths(12), RetentionEnd.For(Notice, Application("DK")).EndsOn);

    [Fact]
    public void A_visit_becomes_statistics_at_its_ceiling_even_while_its_consent_stands()
    {
        var visit = Record(
            "site-visit", "technical-visit", "visitor", "US", consents: Consents(("recognise-visitors", ConsentAnswer.Given)));

        var end = RetentionEnd.For(Notice, visit);

        Assert.Equal(("visits", EndAction.Anonymise), (RuleOf(end), end.Then));
        Assert.Equal(new DateOnly(2026, 2, 28), end.EndsOn);
    }

    [Fact]
    public void A_mailing_has_no_end_while_the_consent_stands_and_no_reason_without_it()
    {
        Assert.Equal("no-other-reason", RuleOf(RetentionEnd.For(Notice, Record("mailing-list", "contact-details", "visitor", "US"))));
        Assert.Null(RetentionEnd.For(Notice, Record(
            "mailing-list", "contact-details", "visitor", "US", consents: Consents(("newsletters", ConsentAnswer.Given)))).EndsOn);
    }

    [Fact]
    public void What_the_law_keeps_outlives_an_erasure_until_its_own_end_and_nothing_else_does()
    {
        var kept = ErasureEnd.Of(Notice, Application("US", ("talent-pool", ConsentAnswer.Given)), Day.AddMonths(3));

        Assert.Equal("applicants-us", kept!.Rule.Id);
        Assert.Equal(Day.AddMonths(12), kept.EndsOn);
        Assert.Null(ErasureEnd.Of(Notice, Application("SE"), Day.AddMonths(3)));
        Assert.Null(ErasureEnd.Of(Notice, Application("US"), Day.AddMonths(12)));
    }

    public static TheoryData<string> Points => [.. Notice.CollectionPoints.Select(point => point.Id)];

    [Theory]
    [MemberData(nameof(Points))]
    public void Every_field_of_a_collection_point_has_an_end_where_nothing_was_consented_to(string id)
    {
        var point = Notice.CollectionPoints.Single(known => known.Id == id);
        var fields = point.Fields.Where(field => field.Category is not null).ToList();

        Assert.NotEmpty(fields);
        Assert.All(fields, field => Assert.NotNull(RetentionEnd.For(
            Notice, Record(id, field.Category!, field.OfOther ? point.OtherSubject! : point.Subject, "US")).EndsOn));
    }

    private static Gen<string> Word(IEnumerable<string> words) => Gen.OneOf(words.Select(word => Gen.Const(word)).ToArray());

    private static readonly Gen<KeptRecord> AnyRecord =
        from point in Word(Notice.CollectionPoints.Select(point => point.Id))
        from category in Word(Notice.Categories.Select(category => category.Id))
        from kind in Word(Notice.SubjectKinds.Select(kind => kind.Id))
        from country in Word(["SE", "DK", "US", "US-CA", "GB"])
        from days in Gen.Int[0, 900].Array[4]
        from has in Gen.Bool.Array[4]
        from key in Word(["talent-pool", "newsletters", "background-checks"])
        from answer in Gen.Enum<ConsentAnswer>()
        select Record(
            point, category, kind, country,
            new RetentionAnchors(Day)
            {
                LastContact = has[0] ? Day.AddDays(days[0]) : null,
                RecruitmentDecision = has[1] ? Day.AddDays(days[1]) : null,
                EventHeld = has[2] ? Day.AddDays(days[2]) : null,
                Closed = has[3] ? Day.AddDays(days[3]) : null,
            },
            Consents((key, answer)));

    private static readonly Gen<RetentionRule> AnyRule =
        from anchor in Gen.Enum<Anchor>()
        from months in Gen.Int[0, 90]
        from isCeiling in Gen.Bool
        select Notice.RetentionRules[^1] with { Id = "another", Anchor = anchor, Months = months, Ceiling = isCeiling };

    [Fact]
    public void One_more_reason_never_ends_anything_earlier_and_one_more_ceiling_never_later() =>
        Gen.Select(AnyRecord, AnyRule).Sample((record, rule) =>
        {
            var before = RetentionEnd.For(Notice, record).EndsOn ?? DateOnly.MaxValue;
            var more = Notice with { RetentionRules = [.. Notice.RetentionRules, rule] };
            var after = RetentionEnd.For(more, record).EndsOn ?? DateOnly.MaxValue;
            return rule.Ceiling ? after <= before : after >= before;
        });

    [Fact]
    public void A_record_outlives_an_erasure_never_beyond_the_end_it_would_have_had() =>
        AnyRecord.Sample(record =>
        {
            var day = Day.AddDays(1000);
            return ErasureEnd.Of(Notice, record, day) is not { EndsOn: { } kept } || kept > day;
        });
}
