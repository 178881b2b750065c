using System.Text.RegularExpressions;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Checks;

/// <summary>Every field is classified or expressly not personal (promise <c>scope.personal-data</c>).</summary>
internal sealed class FieldsAreClassified : IPackCheck
{
    public void Run(CheckContext check)
    {
        foreach (var field in check.Version.CollectionPoints.SelectMany(point => point.Fields))
        {
            if (!check.IsSound(field.At, "category", "notPersonal"))
                continue;
            if (field.Category is null && !field.NotPersonal)
            {
                check.Add(field.At, PackRules.FieldWithoutCategory,
                    $"'{field.Id}' has no data category; add 'category', or 'notPersonal: true'");
            }
            else if (field.Category is not null && field.NotPersonal)
            {
                check.Add(check.Place(field.At, "notPersonal"), PackRules.FieldWithoutCategory,
                    $"'{field.Id}' has a category and is said not to be personal; keep one");
            }
        }
    }
}

/// <summary>A point takes no more than its purposes need.</summary>
internal sealed class FieldsFitTheirPoint : IPackCheck
{
    public void Run(CheckContext check)
    {
        foreach (var point in check.Version.CollectionPoints)
        {
            var purposes = check.Version.Purposes.Where(purpose => point.Purposes.Holds(purpose.Id)).ToList();
            var judged = check.IsSound(point.At, "purposes") && purposes.Count == point.Purposes.Count
                && purposes.All(purpose => check.IsSound(purpose.At, "categories"));
            foreach (var field in point.Fields.Where(_ => judged))
            {
                if (field.Category is { } category && check.Categories.Ids.Contains(category)
                    && !purposes.Any(purpose => purpose.Categories.Holds(category)))
                {
                    check.Add(check.Place(field.At, "category"), PackRules.FieldOutsidePurpose,
                        $"no purpose of '{point.Id}' lists '{category}'; add it to one, or do not ask for it");
                }
            }
        }
    }
}

/// <summary>What is kept without a rule would be kept for ever.</summary>
internal sealed class FieldsAreKeptByRule : IPackCheck
{
    public void Run(CheckContext check)
    {
        if (!check.IsRead("retentionRules") || check.Version.RetentionRules.Any(rule => !IsReadable(check, rule)))
            return;

        foreach (var point in check.Version.CollectionPoints)
        {
            foreach (var field in point.Fields)
            {
                if (field.Category is { } category && check.Categories.Ids.Contains(category)
                    && !check.Version.RetentionRules.Any(rule => Keeps(check, rule, point, field, category)))
                {
                    check.Add(check.Place(field.At, "category"), PackRules.FieldWithoutRetention,
                        $"no retention rule says how long '{category}' of '{point.Id}' is kept; add one");
                }
            }
        }
    }

    private static bool IsReadable(CheckContext check, RetentionRule rule) =>
        check.IsSound(rule.At, "categories", "subjects", "purposes", "countries", "collectionPoints", "ceiling");

    private static bool Keeps(
        CheckContext check, RetentionRule rule, CollectionPoint point, CollectionField field, string category)
    {
        var subject = field.OfOther ? point.OtherSubject ?? point.Subject : point.Subject;
        var country = check.Version.Parties.FirstOrDefault(party => party.Id == point.Controller)?.Country;
        return !rule.Ceiling
            && Matches(rule.Categories, category)
            && Matches(rule.Subjects, subject)
            && Matches(rule.CollectionPoints, point.Id)
            && (rule.Purposes.Count == 0 || rule.Purposes.Any(point.Purposes.Holds))
            && (country is null || check.IsWithin(country, rule.Countries));
    }

    private static bool Matches(IReadOnlyList<string> listed, string id) => listed.Count == 0 || listed.Holds(id);
}

/// <summary>A field's type carries what the product does with it: choices are shown, a child is recognised by its
/// birth date.</summary>
internal sealed partial class FieldsHaveTheirType : IPackCheck
{
    [GeneratedRegex("birth-?(?:date|day)|date-of-birth|^dob$", RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex BirthDate { get; }

    public void Run(CheckContext check)
    {
        foreach (var field in check.Version.CollectionPoints.SelectMany(point => point.Fields))
        {
            if (!check.IsSound(field.At, "type", "choices"))
                continue;

            Choices(check, field);
            if (field.Type is not FieldType.BirthDate
                && (BirthDate.IsMatch(field.Id) || BirthDate.IsMatch(field.Category ?? "")))
            {
                check.Add(check.Place(field.At, "type"), PackRules.FieldBirthDate,
                    $"'{field.Id}' takes a date of birth; write 'type: birth-date'");
            }
        }
    }

    private static void Choices(CheckContext check, CollectionField field)
    {
        if (field.Type is FieldType.Choice && field.Choices.Count == 0)
            check.Add(check.Place(field.At, "type"), PackRules.FieldChoices,
                $"'{field.Id}' has no values; add 'choices'");
        if (field.Type is not FieldType.Choice && field.Choices.Count > 0)
        {
            check.Add(check.Place(field.At, "choices"), PackRules.FieldChoices,
                $"'{field.Id}' is no choice; write 'type: choice' or leave the values out");
        }

        var values = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < field.Choices.Count; i++)
        {
            if (!values.Add(field.Choices[i].Value))
            {
                check.Add(check.Place(field.At, "choices", i), PackRules.FieldChoices,
                    $"the value '{field.Choices[i].Value}' stands twice; keep one");
            }
        }
    }
}
