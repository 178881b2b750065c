using Microsoft.Extensions.DependencyInjection.Extensions;
using Ombud.Advice;
using Ombud.Assurance;
using Ombud.Assurance.Measuring;
using Ombud.Backup;
using Ombud.Cases;
using Ombud.Cases.Letters;
using Ombud.Cases.Mailbox;
using Ombud.Cases.Protocols;
using Ombud.Collection;
using Ombud.Consents;
using Ombud.Corrections;
using Ombud.Database;
using Ombud.Database.Migrating;
using Ombud.Decisions;
using Ombud.Decisions.Asking;
using Ombud.Disclosures;
using Ombud.Erasure;
using Ombud.Erasure.Recipients;
using Ombud.Incidents;
using Ombud.Jobs;
using Ombud.Keys;
using Ombud.Layout;
using Ombud.Layout.Http;
using Ombud.Log;
using Ombud.Mail;
using Ombud.MyData;
using Ombud.Notices;
using Ombud.Paper;
using Ombud.Retention;
using Ombud.Shared;
using Ombud.SignIn;
using Ombud.Subjects;
using Ombud.Systems;
using Ombud.Vault;
using Ombud.Web;
using Ombud.Web.Observing;

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
        // The slim builder lacks what nothing here uses, IIS and QUIC foremost; TLS and patterns in routes are added to it again.
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddRouting();
        builder.Services.AddSingleton(TimeProvider.System);
        configure?.Invoke(builder);
        builder.AddOmbud(isServing);
        var app = builder.Build();
        try
        {
            await app.PrepareAsync(CancellationToken.None);
            app.MapOmbud();
            return app;
        }
        catch
        {
            // It may be one of several in this process, which must not find its folders in use by nobody.
            await app.DisposeAsync();
            throw;
        }
    }

    private static void AddOmbud(this WebApplicationBuilder builder, bool isServing)
    {
        // The framework logs paths and bodies; nothing personal stands in a path, and nothing of theirs below a warning in a log.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        var settings = Settings.Read(builder.Configuration, builder.Environment.IsDevelopment(), isServing);
        builder.Logging.AddLogFormat(settings.Logs);
        builder.Services.TryAddSingleton(CalmStart.AtOnce);
        // Nothing of it is loaded where nobody collects.
        if (settings.Telemetry is not null)
            builder.Services.AddTelemetry();
        if (settings.Transport is { } transport)
            builder.Services.AddTransport(transport);
        builder.Services
            .AddDatabase(settings.Storage)
            .AddKeys(settings.Keys)
            .AddLog()
            .AddSubjects()
            .AddJobs()
            .AddMail(settings.Mail)
            .AddSignIn(settings.Limits)
            .AddLayout()
            .AddPaper()
            .AddNotices(settings.Notice)
            .AddVault()
            .AddConsents()
            .AddDecisions(settings.Decisions)
            .AddCollection()
            .AddDisclosures()
            .AddRetention()
            .AddSystems(settings.Systems)
            .AddErasure(settings.Recipients)
            .AddCorrections()
            .AddMyData()
            .AddAdvice()
            .AddCases(settings.Desk, settings.Mailboxes, settings.Protocols)
            .AddIncidents()
            .AddAssurance(settings.Controls)
            .AddBackup((args, configure) => BuildAsync(args, configure, isServing: false))
            .AddWeb()
            .AddSingleton<Health>();
        // A command serves nothing and leaves the work in the background to the processes that do.
        if (!isServing)
            builder.Services.RemoveAll<IHostedService>();
    }

    /// <summary>What must be done before the first request: open the keys, migrate, replay the journal over a backup.</summary>
    private static async Task PrepareAsync(this WebApplication app, CancellationToken cancel)
    {
        app.Services.UseFolders();
        await app.Services.OpenKeysAsync(cancel);
        await app.Services.GetRequiredService<Migrator>().MigrateAsync(cancel);
        await app.Services.PrepareBackupAsync(cancel);
        await app.Services.PrepareConsentsAsync(cancel);
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
        app.MapSystems();
        app.MapErasure();
        app.MapCorrections();
        app.MapMyData();
        app.MapAdvice();
        app.MapCases();
        app.MapIncidents();
        app.MapAssurance();
        app.MapWeb();
        Health.Map(app);
    }

    /// <summary>Everything that is configured, read before a key or a database is touched.</summary>
    private sealed record Settings(
        TransportOptions? Transport, StorageOptions Storage, MailOptions Mail, RateLimits Limits, LoadedNotice Notice,
        ControlSchedule Controls, KeyOptions Keys, DecisionLogRule Decisions, RecipientAddresses Recipients, DeskAddress Desk,
        Mailboxes Mailboxes, ProtocolSettings Protocols, LogOptions Logs, TelemetryOptions? Telemetry, ConnectedSystems Systems)
    {
        /// <exception cref="ConfigurationException">Something cannot work; the errors of all parts are named at once.</exception>
        public static Settings Read(IConfiguration configuration, bool isDevelopment, bool isServing)
        {
            var errors = new ConfigurationErrors();
            var transport = isServing ? errors.Read(() => Layout.Http.Transport.Read(configuration, isDevelopment)) : null;
            var storage = errors.Read(() => StorageOptions.From(configuration));
            var mail = errors.Read(() => MailOptions.From(configuration));
            var limits = errors.Read(() => RateLimits.From(configuration));
            var controls = errors.Read(() => ControlSchedule.From(configuration));
            var keys = errors.Read(() => KeyOptions.From(configuration));
            var decisions = errors.Read(() => DecisionLogRule.From(configuration));
            var notice = errors.Read(() => NoticeSource.Load(configuration));
            var recipients = errors.Read(() => RecipientAddresses.From(configuration, notice?.Pack));
            var desk = errors.Read(() => DeskAddress.From(configuration));
            var mailboxes = errors.Read(() => Mailboxes.From(configuration, notice?.Pack));
            var protocols = errors.Read(() => ProtocolSettings.From(configuration, notice?.Pack));
            var logs = errors.Read(() => LogOptions.From(configuration));
            var telemetry = errors.Read(() => TelemetryOptions.From(configuration));
            var systems = errors.Read(() => ConnectedSystems.From(configuration, storage, notice?.Pack));
            errors.ThrowIfAny();
            return new Settings(
                transport, storage!, mail!, limits!, notice!, controls!, keys!, decisions!, recipients!, desk!, mailboxes!,
                protocols!, logs!, telemetry, systems!);
        }
    }
}
