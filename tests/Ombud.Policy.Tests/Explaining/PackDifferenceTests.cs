using Ombud.Policies.Explaining;
using Ombud.Policies.Model;
using Ombud.Policies.Tests.Packs;

namespace Ombud.Policies.Tests.Explaining;

public sealed class PackDifferenceTests
{
    private static readonly NoticeVersion Old = StaffingPack.First;

    [Fact]
    public void A_version_differs_in_nothing_from_itself() => Assert.Empty(PackDifference.Between(Old, Old).Changes);

    [Fact]
    public void The_second_notice_adds_a_category_a_purpose_and_a_company_and_keeps_alerts_shorter()
    {
        var difference = PackDifference.Between(Old, StaffingPack.Second);

        Assert.Equal(
        [
            new(ChangeKind.CategoryAdded, "newsletters", "usage", true, true),
            new(ChangeKind.RetentionShorter, "alerts", "email", false, false),
            new(ChangeKind.PurposeAdded, "matching", "matching", true, true),
            new(ChangeKind.PurposeRemoved, "old-games", "old-games", false, false),
            new(ChangeKind.CountryAdded, "", "FR", true, false),
            new(ChangeKind.PartyAdded, "", "north-fr", true, false),
        ], difference.Changes);
        Assert.True(difference.IsMaterial);
        Assert.True(difference.Outgrows("newsletters"));
        Assert.False(difference.Outgrows("alerts"));
    }

    [Fact]
    public void What_was_widened_one_way_is_narrowed_the_other_way()
    {
        var back = PackDifference.Between(StaffingPack.Second, Old);

        Assert.Contains(back.Changes,
            c => c is { Kind: ChangeKind.CategoryRemoved, Purpose: "newsletters", IsMaterial: false });
        Assert.Contains(back.Changes,
            c => c is { Kind: ChangeKind.RetentionLonger, Purpose: "alerts", OutgrowsConsent: true });
        Assert.False(back.Outgrows("newsletters"));
        Assert.True(back.Outgrows("alerts"));
    }

    [Theory]
    [InlineData(ChangeKind.RecipientKindAdded, true)]
    [InlineData(ChangeKind.ControllerAdded, true)]
    [InlineData(ChangeKind.SubjectKindAdded, false)]
    [InlineData(ChangeKind.BasisChanged, false)]
    public void A_wider_purpose_is_material_and_may_outgrow_its_consents(ChangeKind kind, bool outgrows)
    {
        var before = Old.Purposes.Single(p => p.Id == "alerts") with { Controllers = ["north-se"] };
        var after = kind switch
        {
            ChangeKind.RecipientKindAdded => before with { Recipients = [.. before.Recipients, "client"] },
            ChangeKind.ControllerAdded => before with { Controllers = ["north-se", "north-de"] },
            ChangeKind.SubjectKindAdded => before with { Subjects = [.. before.Subjects, "visitor"] },
            _ => before with { Bases = [Build.Basis("eu uk ch", LegalBasis.LegitimateInterest)] },
        };

        var difference = PackDifference.Between(With(before), With(after));

        Assert.NotEmpty(difference.Changes);
        Assert.All(difference.Changes, c => Assert.Equal((kind, "alerts", true, outgrows),
            (c.Kind, c.Purpose, c.IsMaterial, c.OutgrowsConsent)));
    }

    [Fact]
    public void A_changed_text_alone_is_not_material()
    {
        var before = Build.WithClauses(Old);
        var after = before with
        {
            Clauses = [.. before.Clauses.Select(c => c with { Text = LocalizedText.Same($"{c.Id}!") })],
        };

        var difference = PackDifference.Between(before, after);

        Assert.Equal(before.Clauses.Count, difference.Changes.Count(c => c.Kind is ChangeKind.TextChanged));
        Assert.False(difference.IsMaterial);
    }

    private static NoticeVersion With(Purpose purpose) =>
        Old with { Purposes = [.. Old.Purposes.Where(p => p.Id != purpose.Id), purpose] };
}
