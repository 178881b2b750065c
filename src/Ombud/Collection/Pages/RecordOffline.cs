using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Collection.Checking;
using Ombud.Collection.Submitting;
using Ombud.Layout;
using Ombud.Notices;
using Ombud.Policies.Model;
using Ombud.SignIn;

namespace Ombud.Collection.Pages;

/// <summary>Staff record what somebody gave by phone or in person, with what the person was told.</summary>
internal static class RecordOffline
{
    internal const string Path = "/console/collect";
    internal const string ChannelName = "offline-channel";
    internal const string DayName = "offline-day";
    internal const string ToldName = "offline-told";
    private const int DaysBackMax = 90;

    internal static IReadOnlyList<Channel> Channels { get; } = [Channel.Phone, Channel.InPerson, Channel.ThirdParty, Channel.Public];

    internal static string PathOf(string point) => $"{Path}/{point}";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, List).RequireAuthorization(Access.Staff);
        app.MapPage(PathOf("{point}"), Show).RequireAuthorization(Access.Staff);
        app.MapPage(PathOf("{point}") + "/recorded", ShowRecorded).RequireAuthorization(Access.Staff);
        app.MapForm(PathOf("{point}"), HandleAsync).RequireAuthorization(Access.Staff)
            .WithMetadata(new RequestSizeLimitAttribute(FormPost.SizeMax));
    }

    /// <summary>How somebody can have been told: only of a public source does the letter stand for telling.</summary>
    internal static IEnumerable<ToldBy> TellingsFor(CollectionPoint point) =>
        point.Channel is Channel.Public ? [ToldBy.LetterFollows] : [ToldBy.ReadOut, ToldBy.HandedOver];

    internal static Results<RazorComponentResult<ListPage>, NotFound> List(NoticeBook book)
    {
        if (book.InForce() is not { } version)
            return TypedResults.NotFound();
        var points = version.CollectionPoints.Where(point => point.Offline).ToList();
        return new RazorComponentResult<ListPage>(
            new { Version = version, Points = points, Path, Title = OfflineTexts.Offline, Lead = OfflineTexts.OfflineSays });
    }

    internal static IResult Show(Language language, string point, NoticeBook book, FormTicket tickets)
    {
        if (Find(book, point) is not var (version, found))
            return TypedResults.NotFound();
        var view = FillInPoint.View(version, found, tickets, language);
        return Page(view with
        {
            Offline = new OfflineEntry(null, book.Today.ToString("O",
            CultureInfo.InvariantCulture), null)
        }, StatusCodes.Status200OK);
    }

    internal static RazorComponentResult<RecordedPage> ShowRecorded(string point, HttpContext http, ReceiptTicket ticket) =>
        new(new { Of = ticket.Read(http, point) });

    internal static async Task<IResult> HandleAsync(
        Language language, string point, HttpContext http, NoticeBook book, [AsParameters] FillInPoint.Inputs inputs)
    {
        var cancel = http.RequestAborted;
        var (form, status) = await FormPost.ReadAsync(http, inputs.Antiforgery, cancel);
        if (form is null)
            return TypedResults.StatusCode(status);
        if (Find(book, point) is not var (version, found))
            return TypedResults.NotFound();
        if (inputs.Tickets.Read(form[FormTicket.Field]) is not { } shown || shown.Point != point)
            return TypedResults.BadRequest();

        var entry = new OfflineEntry(form[ChannelName], form[DayName], form[ToldName]);
        var view = FillInPoint.View(version, found, inputs.Tickets, language);
        view = view with { Values = form.FieldValues(), Ticked = form.Ticked(), IsConfirmed = form.IsConfirmed, Offline = entry };
        var (record, errors) = RecordOf(http, form, found, book.Today);
        if (record is null)
            return Page(view with { Errors = errors }, StatusCodes.Status422UnprocessableEntity);

        var submitter = new Submitter($"staff {record.Staff:N}") { Offline = record };
        var mark = await inputs.Keys.MarkAsync(
            submitter.Scope, shown.Id.ToString("N"), PathOf(point), await form.DigestAsync(cancel), cancel);
        var outcome = await inputs.Submit.RunAsync(await form.ToSubmissionAsync(found, shown, cancel), submitter, mark, cancel);
        if (outcome is SubmissionOutcome.Under13)
            return new RazorComponentResult<ChildPage> { StatusCode = StatusCodes.Status422UnprocessableEntity };
        if (outcome is not SubmissionOutcome.Accepted accepted)
            return Page(view with { Errors = FillInPoint.ErrorsOf(outcome) }, StatusCodes.Status422UnprocessableEntity);

        inputs.Receipts.Set(http, new ReceiptsOf(accepted.Subject.Value, accepted.SubmissionId, point));
        return FillInPoint.SeeOther(language.Path(PathOf(point) + "/recorded"));
    }

    private static (OfflineRecord? Record, IReadOnlyList<SubmissionError> Errors) RecordOf(
        HttpContext http, FormPost form, CollectionPoint point, DateOnly today)
    {
        var errors = new List<SubmissionError>();
        if (!Enum.TryParse<Channel>(form[ChannelName], out var channel) || !Channels.Contains(channel))
            errors.Add(new("offline.channel", "channel-missing", OfflineTexts.ChannelMissing));
        var day = FieldValues.DayOf(form[DayName] ?? "");
        if (day is null || day > today || day < today.AddDays(-DaysBackMax))
            errors.Add(new("offline.day", "not-a-date", OfflineTexts.DayWrong));
        if (!Enum.TryParse<ToldBy>(form[ToldName], out var told) || !TellingsFor(point).Contains(told))
            errors.Add(new("offline.told", "told-missing", OfflineTexts.ToldMissing));
        return errors.Count > 0 ? (null, errors) : (new OfflineRecord(StaffOf(http), channel, day!.Value, told), []);
    }

    private static Guid StaffOf(HttpContext http) =>
        Guid.TryParse(http.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? id
            : throw new InvalidOperationException("The endpoint must demand Policies.Staff.");

    private static RazorComponentResult<OfflinePage> Page(PointView view, int status) => new(new { View = view }) { StatusCode = status };

    private static (NoticeVersion Version, CollectionPoint Point)? Find(NoticeBook book, string point) =>
        book.InForce() is { } version && version.CollectionPoints.FirstOrDefault(known => known.Id == point) is { Offline: true } found
            ? (version, found)
            : null;
}
