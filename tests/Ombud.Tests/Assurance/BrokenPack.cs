using Microsoft.Extensions.DependencyInjection;
using Ombud.Assurance.Controls.Pages;
using Ombud.Assurance.Measuring;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Tests.Running;

namespace Ombud.Tests.Assurance;

/// <summary>Makes controls whose pack, policy or pages are others than those of the running product.</summary>
internal static class BrokenPack
{
    /// <summary>Something of the product's, with some of what it needs replaced.</summary>
    public static T Make<T>(this OmbudApp app, params object[] with) => ActivatorUtilities.CreateInstance<T>(app.Services, with);

    /// <summary>The result of a control that is made so.</summary>
    public static Task<Measurement> MeasureAsync<T>(this OmbudApp app, params object[] with) where T : class, IControl =>
        app.Make<T>(with).MeasureAsync(CancellationToken.None);

    /// <summary>The notice with its version in force changed.</summary>
    public static NoticeBook Book(this OmbudApp app, Func<NoticeVersion, NoticeVersion> change) =>
        new(app.Pack(change), app.Get<TimeProvider>());

    /// <summary>The policy of the pack with its version in force changed.</summary>
    public static Policy Policy(this OmbudApp app, Func<NoticeVersion, NoticeVersion> change) =>
        Policies.Deciding.Policy.Compile(app.Pack(change), app.Get<Policy>().Law);

    /// <summary>The same with every purpose changed.</summary>
    public static Policy Purposes(this OmbudApp app, Func<Purpose, Purpose> change) =>
        app.Policy(version => version with { Purposes = [.. version.Purposes.Select(change)] });

    /// <summary>The product's pages of points, read for a changed notice.</summary>
    public static PointPages PointPages(this OmbudApp app, Func<NoticeVersion, NoticeVersion> change) =>
        app.Make<PointPages>(app.Book(change));

    /// <summary>The same with the first field of the first point changed.</summary>
    public static NoticeVersion FirstField(NoticeVersion version, Func<CollectionField, CollectionField> change)
    {
        var point = version.CollectionPoints[0];
        var changed = point with { Fields = [change(point.Fields[0]), .. point.Fields.Skip(1)] };
        return version with { CollectionPoints = [changed, .. version.CollectionPoints.Skip(1)] };
    }

    private static Pack Pack(this OmbudApp app, Func<NoticeVersion, NoticeVersion> change)
    {
        var book = app.Get<NoticeBook>();
        var now = book.InForce()!;
        return book.Pack with { Versions = [.. book.Pack.Versions.Select(version => version == now ? change(version) : version)] };
    }
}
