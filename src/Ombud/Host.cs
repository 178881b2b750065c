using Ombud.Assurance;
using Ombud.Collection;
using Ombud.Consents;
using Ombud.Database;
using Ombud.Decisions;
using Ombud.Disclosures;
using Ombud.Erasure;
using Ombud.Erasure.Recipients;
using Ombud.Jobs;
using Ombud.Keys;
using Ombud.Layout;
using Ombud.Layout.Http;
using Ombud.Log;
using Ombud.Mail;
using Ombud.MyData;
using Ombud.Notices;
using Ombud.Retention;
using Ombud.SignIn;
using Ombud.Subjects;
using Ombud.Vault;
using Ombud.Web;

namespace Ombud;

/// <summary>Puts the product together, in the order in which the capabilities stand on each other.</summary>
internal static class Host
{
    /// <summary>A host that is ready to serve: keys open, database migrated.</summary>
    /// <param name="configure">What a test replaces, such as the clock.</param>
    /// <param name="isServing">False for a command, which listens nowhere and so needs no TLS.</param>
    /// <exception cref="ConfigurationException">The configuration cannot work; every error is named.</exception>
    public static async Task<WebApplication> BuildAsync(
        string[] args, Action<WebApplicationBuilder>? configure = null, bool isServing = true)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSingleton(TimeProvider.System);
        configure?.Invoke(builder);
        if (isServing)
            builder.DemandTls();
        builder.AddOmbud();
        var app = builder.Build();
        await app.PrepareAsync(CancellationToken.None);
        app.MapOmbud();
        return app;
    }

    private static void AddOmbud(this WebApplicationBuilder builder)
    {
        // The framework logs paths and bodies; nothing personal stands in a path, and nothing of theirs below a warning in a log.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.Services
            .AddDatabase(StorageOptions.From(builder.Configuration))
            .AddKeys(KeyOptions.From(builder.Configuration))
            .AddLog()
            .AddSubjects()
            .AddJobs()
            .AddMail(MailOptions.From(builder.Configuration))
            .AddSignIn(RateLimits.From(builder.Configuration))
            .AddLayout()
            .AddNotices()
            .AddVault()
            .AddConsents()
            .AddDecisions()
            .AddCollection()
            .AddDisclosures()
            .AddRetention()
            .AddErasure(RecipientAddresses.From(builder.Configuration))
            .AddMyData()
            .AddAssurance()
            .AddWeb();
    }

    /// <summary>What must be done before the first request: open the keys, migrate.</summary>
    private static async Task PrepareAsync(this WebApplication app, CancellationToken cancel)
    {
        await app.Services.OpenKeysAsync(cancel);
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(cancel);
        await app.Services.PrepareSignInAsync(cancel);
    }

    private static void MapOmbud(this WebApplication app)
    {
        app.UseTransport();
        app.UseLayout();
        app.UseSignIn();
        app.MapLog();
        app.MapMail();
        app.MapSignIn();
        app.MapLayout();
        app.MapNotices();
        app.MapConsents();
        app.MapDecisions();
        app.MapCollection();
        app.MapDisclosures();
        app.MapRetention();
        app.MapErasure();
        app.MapMyData();
        app.MapAssurance();
        app.MapWeb();
        app.MapGet("/healthz", () => TypedResults.Ok());
    }
}
