using Ombud.Assurance.Canaries;
using Ombud.Assurance.Controls.Own;
using Ombud.Database;
using Ombud.Policies.Model;
using Ombud.Tests.Running;

namespace Ombud.Tests.Assurance;

/// <summary>Each part of what the control of taking data along measures makes it fail.</summary>
[Trait("Promise", "rights.portability")]
public sealed class PortableFormatsTests(UntamperedApp shared) : IClassFixture<UntamperedApp>
{
    [Theory]
    [InlineData("new.given_by is not null", "given_by = null, source = 'web'", "referee")]
    [InlineData("new.point = 'business-contact'", "point = 'job-seeker-account', kind = 'job-seeker'", "business-contact")]
    [InlineData("new.category = 'cv-skills'", "point = 'business-contact'", "skills")]
    [InlineData("new.point = 'mailing-list'", "point = 'business-contact'", "language")]
    public async Task What_comes_along_or_stays_against_the_rule_is_found(string when, string becomes, string named)
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, FreshProductTests.Clock());
        await TamperBreaks.RunAsync(app,
            $"create trigger amiss after insert on record when {when} "
                + $"begin update record set {becomes} where record_id = new.record_id; end");

        var measured = await app.MeasureAsync<PortableFormats>();

        Assert.False(measured.Holds);
        Assert.Contains(named, measured.Figure.In(Ombud.Layout.Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_collected_under_a_contract_nothing_was_shown()
    {
        var without = shared.App.Book(version => version with
        {
            Purposes = [.. version.Purposes.Select(purpose => purpose with
            {
                Bases = [.. purpose.Bases.Select(basis => basis with { Basis = LegalBasis.LegitimateInterest })],
            })],
        });

        Assert.False((await shared.App.MeasureAsync<PortableFormats>(without)).Holds);
    }

    [Fact]
    public async Task A_pack_that_puts_nothing_into_a_CV_has_not_shown_that_there_is_one()
    {
        var without = shared.App.Book(version => version with
        {
            CollectionPoints = [.. version.CollectionPoints.Select(point => point with
            {
                Fields = [.. point.Fields.Select(field => field with { Resume = null })],
            })],
        });

        Assert.False((await shared.App.MeasureAsync<PortableFormats>(shared.App.Make<CanaryPlanter>(without))).Holds);
    }
}
