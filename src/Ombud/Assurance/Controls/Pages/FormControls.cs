using AngleSharp.Dom;
using Ombud.Assurance.Measuring;
using Ombud.Collection.Pages;
using Ombud.Layout.Forms;
using Ombud.Notices;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Pages;

/// <summary>On every point's page the choices of the point stand, and none of them is ticked.</summary>
internal sealed class ChoicesUnticked(PointPages pages) : IControl
{
    public string Id => "choices-unticked";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (amiss, count) = (new List<string>(), 0);
        await foreach (var read in pages.ReadAsync(cancel))
        {
            foreach (var choice in read.Point.Choices)
            {
                count++;
                if (read.Page.GetElementById(FormPost.ChoiceName(choice)) is null)
                    amiss.Add($"{read.Name} {choice}");
            }
            amiss.AddRange(read.Page.QuerySelectorAll("input[type=checkbox][checked]").Select(box => $"{read.Name} {box.Id}"));
        }
        return count == 0 ? Measurement.Bad("inga val hittades", "no choices were found")
            : Measurement.Of(amiss, $"{count} val visas, inget ikryssat i förväg", $"{count} choices shown, none ticked beforehand");
    }
}

/// <summary>
/// Before each input of every point's page it says whether it is compulsory, by law or by contract, or voluntary, and what
/// follows from declining.
/// </summary>
internal sealed class PointsShowRequirement(PointPages pages) : IControl
{
    public string Id => "points-show-requirement";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (amiss, count) = (new List<string>(), 0);
        await foreach (var read in pages.ReadAsync(cancel))
        {
            foreach (var field in read.Point.Fields)
            {
                count++;
                if (!IsTold(read, field))
                    amiss.Add($"{read.Name} {field.Id}");
            }
        }
        return count == 0 ? Measurement.Bad("inga fält hittades", "no fields were found") : Measurement.Of(amiss,
            $"{count} fält på {pages.Points.Count} ställen: obligatoriskt eller frivilligt, och följden, står före",
            $"{count} fields at {pages.Points.Count} points: compulsory or voluntary, and the consequence, stand before");
    }

    private static bool IsTold(PointPageRead read, CollectionField field)
    {
        var name = FormPost.FieldName(field.Id);
        return read.Page.GetElementById(name) is { } input
            && Says(read.Page.GetElementById(name + "-requirement"), WordOf(field.Requirement, read.Language), input)
            && Says(read.Page.GetElementById(name + "-consequence"), field.Consequence.In(read.Language), input);
    }

    private static bool Says(IElement? told, string text, IElement input) => told is not null && text.Length > 0
        && told.TextContent.Contains(text, StringComparison.Ordinal)
        && told.CompareDocumentPosition(input).HasFlag(DocumentPositions.Following);

    private static string WordOf(Requirement requirement, string language)
    {
        var word = requirement switch
        {
            Requirement.Law => FormTexts.ByLaw,
            Requirement.Contract => FormTexts.ByContract,
            Requirement.Voluntary => FormTexts.Voluntary,
        };
        return word.In(language is "sv" ? Layout.Language.Swedish : Layout.Language.English);
    }
}

/// <summary>Every form that sends personal data warns that no transmission is wholly safe, and names other ways.</summary>
internal sealed class TransmissionWarned(PointPages pages, NoticeBook notices) : IControl
{
    public string Id => "transmission-warning";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (amiss, count) = (new List<string>(), 0);
        var contacts = notices.InForce()!.Contacts;
        await foreach (var read in pages.ReadAsync(cancel))
        {
            foreach (var form in read.Page.QuerySelectorAll("form[method=post]").Where(form => form.QuerySelector("input[name^='field-'], textarea, input[type=text]") is not null))
            {
                count++;
                var language = read.Language is "sv" ? Layout.Language.Swedish : Layout.Language.English;
                var warning = string.Join(' ', form.QuerySelectorAll("aside.warning").Select(aside => aside.TextContent));
                if (!warning.Contains(FormTexts.NoGuarantee.In(language), StringComparison.Ordinal))
                    amiss.Add(read.Name);
                amiss.AddRange(contacts.Where(contact => !warning.Contains(contact.Address[0], StringComparison.Ordinal))
                    .Select(contact => $"{read.Name} {contact.Id}"));
            }
        }
        return count == 0 ? Measurement.Bad("inga formulär hittades", "no forms were found") : Measurement.Of(amiss,
            $"{count} formulär varnar och nämner {contacts.Count} andra vägar", $"{count} forms warn and name {contacts.Count} other ways");
    }
}
