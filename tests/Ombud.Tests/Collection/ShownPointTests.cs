using Ombud.Collection.Api;
using Ombud.Database;
using Ombud.Tests.Assurance;
using Ombud.Tests.Running;

namespace Ombud.Tests.Collection;

/// <summary>A key's scope is held against the point as it was shown, which is how the submission is stored.</summary>
public sealed class ShownPointTests
{
    [Fact]
    public async Task The_point_is_that_of_the_version_shown_and_of_an_unknown_version_every_one()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite);
        var book = app.Book(version => version with
        {
            CollectionPoints =
            [
                .. version.CollectionPoints.Select(point => point.Id is "contact-message" ? point with { Controller = "aerotek" } : point),
            ],
        });

        Assert.Equal(["aerotek"], Controllers("2026-01-01"));
        Assert.Equal(["aerotek-se"], Controllers("2018-05-04"));
        Assert.Equal(["aerotek", "aerotek-se"], Controllers("1999-01-01"));

        IEnumerable<string> Controllers(string shown) =>
            PostSubmission.PointsOf(book, "contact-message", shown).Select(point => point.Controller);
    }
}
