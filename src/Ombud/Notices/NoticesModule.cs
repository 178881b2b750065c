using Microsoft.Extensions.DependencyInjection.Extensions;
using Ombud.Layout;
using Ombud.Notices.Comparing;
using Ombud.Notices.People;
using Ombud.Notices.Reading;
using Ombud.Notices.Registers;
using Ombud.Policies.Deciding;
using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Notices;

/// <summary>The notice in all its versions, and the registers that it is made of.</summary>
public static class NoticesModule
{
    internal static IServiceCollection AddNotices(this IServiceCollection services, LoadedNotice loaded)
    {
        services.TryAddSingleton(loaded);
        services.TryAddSingleton(loaded.Law);
        services.TryAddSingleton(loaded.Pack);
        return services.AddNotices();
    }

    /// <summary>The same where pack and law are services already.</summary>
    public static IServiceCollection AddNotices(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
            Policy.Compile(provider.GetRequiredService<Pack>(), provider.GetRequiredService<LegalData>()));
        services.AddSingleton<NoticeBook>();
        services.AddSingleton<Countries>();
        services.AddSingleton<Regimes>();
        services.AddSingleton(Imprint);
        services.ConfigureHttpJsonOptions(
            options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, NoticesJson.Default));
        foreach (var doorway in Doorways())
            services.AddSingleton(doorway);
        return services;
    }

    public static void MapNotices(this IEndpointRouteBuilder app)
    {
        // Compiled now and not by the first reader.
        _ = app.ServiceProvider.GetRequiredService<NoticeBook>();
        if (app.ServiceProvider.GetService<LoadedNotice>() is { } loaded)
            NoticeSource.Warn(app.ServiceProvider, loaded.Warnings);
        ReadNotice.Map(app);
        ListVersions.Map(app);
        ReadVersion.Map(app);
        CompareVersions.Map(app);
        GetNotice.Map(app);
        RegisterPages.Map(app);
        FindContacts.Map(app);
        ListRights.Map(app);
    }

    private static Imprint Imprint(IServiceProvider services)
    {
        var book = services.GetRequiredService<NoticeBook>();
        return new Imprint
        {
            Organisation = book.Pack.Name,
            Disclaimer = book.Pack.Disclaimer,
            InForce = book.InForce,
        };
    }

    private static IEnumerable<Doorway> Doorways() =>
    [
        new(ReadNotice.Path, 10, NoticesTexts.Notice, NoticesTexts.NoticeSays) { InHead = true, OnFront = true },
        new(ListRights.Path, 40, PeopleTexts.Rights, PeopleTexts.RightsSays) { InHead = true, OnFront = true },
        new(FindContacts.Path, 50, PeopleTexts.Contacts, PeopleTexts.ContactsSays) { InHead = true, OnFront = true },
        new("/cookies", 60, RegisterTexts.Cookies, RegisterTexts.CookiesSays) { OnFront = true },
        new("/companies", 70, RegisterTexts.Companies, RegisterTexts.CompaniesSays) { InHead = true, OnFront = true },
        new("/recipients", 80, RegisterTexts.Recipients, RegisterTexts.RecipientsSays) { OnFront = true },
        new("/safeguards", 90, RegisterTexts.Safeguards, RegisterTexts.SafeguardsSays) { OnFront = true },
        new("/processing", 95, ProcessingTexts.Title, ProcessingTexts.Says) { OnFront = true },
        new("/collection-points", 100, RegisterTexts.Points, RegisterTexts.PointsSays) { OnFront = true },
        new(ListVersions.Path, 110, NoticesTexts.VersionsShort, NoticesTexts.VersionsSays) { OnFront = true },
    ];
}
