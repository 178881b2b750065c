using Ombud.Layout;
using Ombud.Policies.Explaining;
using Ombud.Policies.Model;

namespace Ombud.Notices.Comparing;

/// <summary>What a difference of two versions means, in words; <c>{0}</c> is what changed, <c>{1}</c> the purpose.</summary>
internal static class MeaningTexts
{
    internal static readonly Text Material = new(sv: "Väsentlig", en: "Material");
    internal static readonly Text AskedAnew = new(sv: "Samtycke frågas om på nytt", en: "Consent is asked for anew");
    internal static readonly Text Nothing = new(
        sv: "Ingenting ändras i vad som görs med uppgifter.",
        en: "Nothing changes in what is done with data.");

    /// <summary>A difference as a sentence.</summary>
    internal static string Say(PackChange change, NoticeVersion before, NoticeVersion after, Countries countries, Language language) =>
        Of(change.Kind).In(
            language,
            NameOf(change, after, countries, language) ?? NameOf(change, before, countries, language) ?? change.Word,
            PurposeOf(change, after, language) ?? PurposeOf(change, before, language) ?? change.Purpose);

    private static Text Of(ChangeKind kind) => kind switch
    {
        ChangeKind.PurposeAdded => new(sv: "Nytt ändamål: {0}.", en: "New purpose: {0}."),
        ChangeKind.PurposeRemoved => new(sv: "Ändamålet upphör: {0}.", en: "Purpose ends: {0}."),
        ChangeKind.SubjectKindAdded => new(sv: "{1}: gäller nu även {0}.", en: "{1}: now also about {0}."),
        ChangeKind.SubjectKindRemoved => new(sv: "{1}: gäller inte längre {0}.", en: "{1}: no longer about {0}."),
        ChangeKind.CategoryAdded => new(sv: "{1}: använder nu även {0}.", en: "{1}: now also uses {0}."),
        ChangeKind.CategoryRemoved => new(sv: "{1}: använder inte längre {0}.", en: "{1}: no longer uses {0}."),
        ChangeKind.RecipientKindAdded => new(sv: "{1}: kan nu lämnas ut till {0}.", en: "{1}: may now be disclosed to {0}."),
        ChangeKind.RecipientKindRemoved => new(
            sv: "{1}: lämnas inte längre ut till {0}.", en: "{1}: no longer disclosed to {0}."),
        ChangeKind.ControllerAdded => new(sv: "{1}: nu även hos {0}.", en: "{1}: now also by {0}."),
        ChangeKind.ControllerRemoved => new(sv: "{1}: inte längre hos {0}.", en: "{1}: no longer by {0}."),
        ChangeKind.BasisChanged => new(
            sv: "{1}: den rättsliga grunden ändras ({0}).", en: "{1}: the legal basis changes ({0})."),
        ChangeKind.RetentionLonger => new(sv: "{1}: sparas längre ({0}).", en: "{1}: kept longer ({0})."),
        ChangeKind.RetentionShorter => new(sv: "{1}: sparas kortare ({0}).", en: "{1}: kept for less long ({0})."),
        ChangeKind.CountryAdded => new(sv: "Nytt land: {0}.", en: "New country: {0}."),
        ChangeKind.CountryRemoved => new(sv: "Landet utgår: {0}.", en: "Country dropped: {0}."),
        ChangeKind.RecipientAdded => new(sv: "Ny mottagare: {0}.", en: "New recipient: {0}."),
        ChangeKind.RecipientRemoved => new(sv: "Mottagaren utgår: {0}.", en: "Recipient dropped: {0}."),
        ChangeKind.PartyAdded => new(sv: "Nytt bolag: {0}.", en: "New company: {0}."),
        ChangeKind.PartyRemoved => new(sv: "Bolaget utgår: {0}.", en: "Company dropped: {0}."),
        ChangeKind.CollectionPointAdded => new(sv: "Ny insamling: {0}.", en: "New collection: {0}."),
        ChangeKind.CollectionPointRemoved => new(sv: "Insamlingen upphör: {0}.", en: "Collection ends: {0}."),
        ChangeKind.SafeguardAdded => new(sv: "Nytt skydd vid överföring: {0}.", en: "New transfer safeguard: {0}."),
        ChangeKind.SafeguardRemoved => new(sv: "Skyddet utgår: {0}.", en: "Safeguard dropped: {0}."),
        ChangeKind.TextChanged => new(sv: "Texten ändras: {0}.", en: "The text changes: {0}."),
    };

    private static string? PurposeOf(PackChange change, NoticeVersion version, Language language) =>
        version.Purposes.FirstOrDefault(purpose => purpose.Id == change.Purpose)?.Name.In(language.Code);

    private static string? NameOf(PackChange change, NoticeVersion version, Countries countries, Language language)
    {
        var word = change.Word;
        var text = change.Kind switch
        {
            ChangeKind.PurposeAdded or ChangeKind.PurposeRemoved => Find(version.Purposes, word)?.Name,
            ChangeKind.SubjectKindAdded or ChangeKind.SubjectKindRemoved => Find(version.SubjectKinds, word)?.Name,
            ChangeKind.CategoryAdded or ChangeKind.CategoryRemoved
                or ChangeKind.RetentionLonger or ChangeKind.RetentionShorter => Find(version.Categories, word)?.Name,
            ChangeKind.RecipientKindAdded or ChangeKind.RecipientKindRemoved => Find(version.RecipientKinds, word)?.Name,
            ChangeKind.CollectionPointAdded or ChangeKind.CollectionPointRemoved => Find(version.CollectionPoints, word)?.Name,
            ChangeKind.SafeguardAdded or ChangeKind.SafeguardRemoved => Find(version.Safeguards, word)?.Name,
            ChangeKind.TextChanged => Find(version.Clauses, word)?.Title,
            ChangeKind.BasisChanged => Find(version.Rights, word)?.Name,
            ChangeKind.CountryAdded or ChangeKind.CountryRemoved => LocalizedText.Same(countries.NameOf(word, language)),
            ChangeKind.ControllerAdded or ChangeKind.ControllerRemoved or ChangeKind.PartyAdded or ChangeKind.PartyRemoved =>
                Find(version.Parties, word) is { } party ? LocalizedText.Same(party.LegalName) : null,
            ChangeKind.RecipientAdded or ChangeKind.RecipientRemoved =>
                Find(version.Recipients, word) is { } recipient ? LocalizedText.Same(recipient.Name) : null,
        };
        return text?.In(language.Code);
    }

    private static T? Find<T>(IEnumerable<T> entries, string id) where T : PackEntry =>
        entries.FirstOrDefault(entry => entry.Id == id);
}
