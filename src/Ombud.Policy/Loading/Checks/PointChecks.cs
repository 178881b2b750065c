using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Checks;

/// <summary>A point collects for purposes that its controller pursues and that speak of who fills it in.</summary>
internal sealed class PointsFitTheirPurposes : IPackCheck
{
    public void Run(CheckContext check)
    {
        foreach (var point in check.Version.CollectionPoints)
        {
            for (var i = 0; i < point.Purposes.Count; i++)
            {
                var id = point.Purposes[i];
                if (check.Version.Purposes.FirstOrDefault(purpose => purpose.Id == id) is not { } purpose)
                    continue;

                var at = check.Place(point.At, "purposes", i);
                Controller(check, point, purpose, at);
                Subject(check, point, purpose, at);
            }
        }
    }

    private static void Controller(CheckContext check, CollectionPoint point, Purpose purpose, SourceSpan at)
    {
        if (check.Version.Parties.FirstOrDefault(party => party.Id == point.Controller) is not { } controller
            || !check.IsSound(controller.At, "role", "instructs") || !check.IsSound(purpose.At, "controllers"))
        {
            return;
        }

        var pursues = purpose.Controllers.Holds(controller.Id)
            || (controller.Role is PartyRole.ClientController
                ? controller.Instructs.Holds(purpose.Id)
                : purpose.Controllers.Count == 0);
        if (!pursues)
        {
            check.Add(at, PackRules.ControllerOutsidePurpose,
                $"'{controller.Id}' does not pursue '{purpose.Id}'; add it to the purpose's controllers or leave the "
                    + "purpose out");
        }
    }

    private static void Subject(CheckContext check, CollectionPoint point, Purpose purpose, SourceSpan at)
    {
        var known = check.Subjects.Ids.Contains(point.Subject) && check.IsSound(purpose.At, "subjects");
        if (known && !purpose.Subjects.Holds(point.Subject)
            && !(point.OtherSubject is { } other && purpose.Subjects.Holds(other)))
        {
            check.Add(at, PackRules.SubjectOutsidePurpose,
                $"'{purpose.Id}' does not list '{point.Subject}'; add it to the purpose's subjects or leave the "
                    + "purpose out");
        }
    }
}

/// <summary>Who gives another person's data confirms that this person agreed (promise
/// <c>collection.others-data</c>).</summary>
internal sealed class OthersAreConfirmed : IPackCheck
{
    public void Run(CheckContext check)
    {
        foreach (var point in check.Version.CollectionPoints
            .Where(point => check.IsSound(point.At, "otherSubject", "otherConfirmation", "fields")))
        {
            if (point.OtherSubject is null)
                Without(check, point);
            else
                With(check, point);
        }
    }

    private static void With(CheckContext check, CollectionPoint point)
    {
        var at = check.Place(point.At, "otherSubject");
        if (point.OtherConfirmation is null)
        {
            check.Add(at, PackRules.OtherIncomplete,
                "the person must confirm that the other one agreed; add 'otherConfirmation'");
        }

        if (!point.Fields.Any(field => field.OfOther))
            check.Add(at, PackRules.OtherIncomplete,
                "no field is of the other person; mark theirs with 'ofOther: true'");
    }

    private static void Without(CheckContext check, CollectionPoint point)
    {
        foreach (var field in point.Fields.Where(field => field.OfOther))
        {
            check.Add(check.Place(field.At, "ofOther"), PackRules.OtherIncomplete,
                "the point takes no other person's data; add 'otherSubject' or leave this out");
        }

        if (point.OtherConfirmation is not null)
        {
            check.Add(check.Place(point.At, "otherConfirmation"), PackRules.OtherIncomplete,
                "the point takes no other person's data; add 'otherSubject' or leave this out");
        }
    }
}

/// <summary>Only what can be agreed to is offered as a choice.</summary>
internal sealed class ChoicesAreChoosable : IPackCheck
{
    public void Run(CheckContext check)
    {
        if (!check.IsRead("purposes", "topics"))
            return;

        var purposes = check.Version.Purposes.Where(purpose => !check.IsSound(purpose.At, "bases")
            || purpose.Bases.Any(basis => basis.Basis is LegalBasis.Consent));
        var choosable = check.Version.Topics.Select(topic => topic.Id)
            .Concat(purposes.Select(purpose => purpose.Id)).ToHashSet(StringComparer.Ordinal);
        foreach (var point in check.Version.CollectionPoints)
        {
            for (var i = 0; i < point.Choices.Count; i++)
            {
                if (choosable.Contains(point.Choices[i]))
                    continue;

                check.Add(check.Place(point.At, "choices", i), PackRules.ChoiceUnknown,
                    $"'{point.Choices[i]}' is no topic and no purpose with consent"
                    + Suggestion.For(point.Choices[i], choosable, "; leave it out"));
            }
        }
    }
}
