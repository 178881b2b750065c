using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Ombud.Advice;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Controls.Cases;
using Ombud.Assurance.Controls.Incidents;
using Ombud.Assurance.Controls.Officer;
using Ombud.Assurance.Controls.Own;
using Ombud.Assurance.Controls.Rights;
using Ombud.Assurance.Measuring;
using Ombud.Backup.Trying;
using Ombud.Database;
using Ombud.Policies.Cases;
using Ombud.SignIn;
using Ombud.SignIn.Staff;
using Ombud.Tests.Running;

namespace Ombud.Tests.Assurance;

/// <summary>By control of cases, of rights and of backups, what somebody does so that what it measures is no longer so.</summary>
internal static class CaseBreaks
{
    public static readonly IReadOnlyDictionary<string, Func<OmbudApp, Task<Measurement>>> All =
        new Dictionary<string, Func<OmbudApp, Task<Measurement>>>(StringComparer.Ordinal)
        {
            ["complaints-clocked"] = app => CaseAsync<ComplaintsClocked>(
                app, "update case_file set state = replace(state, '\"lastDay\":\"20', '\"lastDay\":\"21')"),
            ["strictest-clock-runs"] = app => CaseAsync<StrictestClockRuns>(app, "update case_file set residence = 'US-CA'"),
            ["dispute-body-offered"] = app => CaseAsync<DisputeBodyOffered>(app, "update case_file set residence = 'US-CA'"),
            ["answers-name-authority"] = app => CaseAsync<AnswersNameAuthority>(app, "update case_file set residence = 'CH'"),
            ["child-report-erases"] = app => CaseAsync<ChildReportErases>(
                app, "update case_file set state = replace(state, 'SuspectedChild', 'Question')"),
            ["answers-explained"] = app => CaseAsync<AnswersExplained>(app, "update case_file set language = 'sv'"),
            ["objections-reasoned"] = app => CaseAsync<ObjectionsReasoned>(app, "update case_file set language = 'en'"),
            ["contacts-in-cases"] = app => CaseAsync<ContactsInCases>(app, "update case_file set residence = 'US'"),
            ["complaints-reminded"] = app => CaseAsync<ComplaintsReminded>(app, "update case_file set is_reminded = 1"),
            ["questions-followed"] = app => CaseAsync<QuestionsFollowed>(app, "update case_file set is_reminded = 1"),
            ["four-eyes"] = app => CaseAsync<FourEyesKept>(
                app, "update case_file set state = replace(state, 'AuthorityDemand', 'Question')"),
            ["break-in-opens-incident"] = app => CaseAsync<BreakInOpensIncident>(
                app, "update case_file set state = replace(state, 'SuspectedBreakIn', 'Question')"),
            ["incidents-on-time"] = app => IncidentAsync<IncidentsOnTime>(app, "update incident set next_at = null"),
            ["incident-finds-affected"] = app => IncidentAsync<IncidentFindsAffected>(app, "delete from disclosure"),
            ["documents-destroyed"] = app => CaseAsync<DocumentsDestroyed>(
                app, "create trigger kept before delete on case_document begin select raise(ignore); end"),
            ["officer-oversees"] = app => app.MeasureAsync<OfficerOversees>(
                new List<EndpointDataSource> { app.Get<EndpointDataSource>(), new DefaultEndpointDataSource(Hold()) }),
            ["officer-messages-private"] = app => CaseAsync<OfficerMessagesPrivate>(
                app, $"update case_file set kind = {(int)CaseKind.Question} where kind = {(int)CaseKind.OfficerMessage}"),
            ["advice-stays"] = async app =>
            {
                await app.Get<AdviceBook>().GiveAsync(new AdviceGiven(null, null, "Keep it.", "the officer"), CancellationToken.None);
                Assert.True((await app.MeasureAsync<AdviceStays>()).Holds);
                await TamperBreaks.RunAsync(app, "drop trigger fact_no_delete");
                return await app.MeasureAsync<AdviceStays>();
            },
            ["requests-handed-on"] = app => CaseAsync<RequestsHandedOn>(app, "update case_file set person_id = null"),
            ["earlier-explained"] = app => ForgottenAsync<EarlierExplained>(app),
            ["applicant-sees-disclosures"] = app => ForgottenAsync<ApplicantSeesDisclosures>(app),
            ["journeys-shown"] = app => ForgottenAsync<JourneysShown>(app),
            ["backups-bring-nobody-back"] = app => BackupsAsync(app,
                "create trigger if not exists kept before delete on record begin select raise(ignore); end"),
        };

    // A hold that the officer could set.
    private static RouteEndpoint Hold() => new(
        _ => Task.CompletedTask, RoutePatternFactory.Parse("/en/console/holds"), 0,
        new EndpointMetadataCollection(
            new AuthorizeAttribute(Access.Staff), new HttpMethodMetadata(["POST"]), new DpoActs()), "hold");

    /// <summary>The control, where something is done to the installation for trying each time that it is put together.</summary>
    internal static Task<Measurement> BackupsAsync(OmbudApp app, string sql)
    {
        var build = app.Get<BuildApart>();
        return app.MeasureAsync<BackupsBringNobodyBack>(new BuildApart(async (args, configure) =>
        {
            var tried = await build(args, configure);
            await using var connection = await tried.Services.GetRequiredService<Db>().OpenAsync(CancellationToken.None);
            await using var command = connection.Command(sql);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
            return tried;
        }));
    }

    // Where facts can no longer be read.
    private static async Task<Measurement> ForgottenAsync<TControl>(OmbudApp app)
        where TControl : class, IControl
    {
        await TamperBreaks.RunAsync(app,
            "create trigger forgotten after insert on fact_body begin delete from fact_body where fact_id = new.fact_id; end");
        return await app.MeasureAsync<TControl>();
    }

    // Between the filing and the look.
    private static Task<Measurement> CaseAsync<TControl>(OmbudApp app, string sql)
        where TControl : class, IControl
    {
        app.Get<CanaryCases>().Filed = _ => TamperBreaks.RunAsync(app, sql);
        return app.MeasureAsync<TControl>();
    }

    // Between the opening and the look.
    private static Task<Measurement> IncidentAsync<TControl>(OmbudApp app, string sql)
        where TControl : class, IControl
    {
        app.Get<CanaryIncidents>().Opened = _ => TamperBreaks.RunAsync(app, sql);
        return app.MeasureAsync<TControl>();
    }
}
