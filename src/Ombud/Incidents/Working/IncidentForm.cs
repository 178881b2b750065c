using Ombud.Cases.Filing;
using Ombud.Incidents.Moving;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Policies.Incidents;
using Ombud.Policies.Model;
using Ombud.Shared;

namespace Ombud.Incidents.Working;

/// <summary>The form of a new incident as it was filled in.</summary>
public sealed record IncidentForm
{
    public const int TextMax = 4000;

    public string Ticket { get; init; } = "";

    /// <summary>Id of the case that it comes of; empty for none.</summary>
    public string Case { get; init; } = "";

    public IReadOnlyCollection<string> Controllers { get; init; } = [];
    public IReadOnlyCollection<string> Categories { get; init; } = [];
    public BreachNature Nature { get; init; }
    public bool WasEncrypted { get; init; }
    public MomentField From { get; init; } = MomentField.Empty;
    public MomentField To { get; init; } = MomentField.Empty;
    public MomentField Aware { get; init; } = MomentField.Empty;
    public string What { get; init; } = "";
    public string Consequences { get; init; } = "";
    public string Measures { get; init; } = "";

    internal static readonly BreachNature[] Natures = [BreachNature.Confidentiality, BreachNature.Integrity, BreachNature.Availability];

    /// <summary>What came back of the form.</summary>
    public static IncidentForm Of(IFormCollection form) => new()
    {
        Ticket = form[CaseTicket.Field].ToString(), Case = form["case"].ToString(), Controllers = Ticked(form, "controller-"),
        Categories = Ticked(form, "category-"),
        Nature = Natures.Where(nature => form.ContainsKey("nature-" + nature)).Aggregate(BreachNature.None, (all, one) => all | one),
        WasEncrypted = form.ContainsKey("encrypted"), From = MomentField.Of(form, "from"), To = MomentField.Of(form, "to"),
        Aware = MomentField.Of(form, "aware"), What = form["what"].ToString().Trim(),
        Consequences = form["consequences"].ToString().Trim(), Measures = form["measures"].ToString().Trim(),
    };

    private static string[] Ticked(IFormCollection form, string prefix) =>
        [.. form.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Select(key => key[prefix.Length..])];

    /// <summary>What is wrong with it, field by field.</summary>
    internal IReadOnlyList<FieldError> Errors(NoticeVersion version, Language language, DateTimeOffset now)
    {
        var errors = new List<FieldError>();
        void Add(string field, Text text) => errors.Add(new FieldError(field, text.In(language)));
        var parties = RequestForm.ControllersOf(version).Select(party => party.Id).ToList();
        if (Controllers.Count == 0 || !Controllers.All(parties.Contains))
            Add("controller-" + parties[0], WorkTexts.CompanyMissing);
        var categories = version.Categories.Select(category => category.Id).ToList();
        if (Categories.Count == 0 || !Categories.All(categories.Contains))
            Add("category-" + categories[0], WorkTexts.CategoryMissing);
        if (Nature is BreachNature.None)
            Add("nature-" + Natures[0], WorkTexts.NatureMissing);
        if (!From.IsEmpty && !(From.Value <= now))
            Add("from-day", WorkTexts.MomentWrong);
        if (!To.IsEmpty && !(To.Value <= now))
            Add("to-day", WorkTexts.MomentWrong);
        else if (To.Value < From.Value)
            Add("to-day", WorkTexts.EndsBeforeStart);
        if (Aware.Value is not { } aware)
            Add("aware-day", WorkTexts.AwareMissing);
        else if (aware > now)
            Add("aware-day", WorkTexts.AwareInFuture);
        else if (aware < From.Value)
            Add("aware-day", WorkTexts.AwareTooEarly);
        if (What.Length == 0)
            Add("what", WorkTexts.WhatMissing);
        foreach (var (field, text) in ((string, string)[])[("what", What), ("consequences", Consequences), ("measures", Measures)])
        {
            if (text.Length > TextMax)
                Add(field, WorkTexts.TextTooLong);
        }
        return errors;
    }

    /// <summary>The incident that it opens, where nothing is wrong with it.</summary>
    internal NewIncident OrderOf(Guid id, Guid? caseId, string by) => new()
    {
        Id = id, Case = caseId, Controllers = [.. Controllers.Order(StringComparer.Ordinal)],
        Categories = [.. Categories.Order(StringComparer.Ordinal)], Nature = Nature, WasEncrypted = WasEncrypted, From = From.Value,
        To = To.Value, AwareAt = Aware.Value!.Value, What = new Personal<string>(What), Consequences = TextOf(Consequences),
        Measures = TextOf(Measures), By = by,
    };

    internal static Personal<string>? TextOf(string text) => text.Length == 0 ? null : new Personal<string>(text);
}
