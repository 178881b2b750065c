using Ombud.Connectors.Describing;
using Ombud.Connectors.Discovering;
using Ombud.Layout;
using Ombud.Systems.Changing;
using Ombud.Systems.Erasing;

namespace Ombud.Systems.Pages;

/// <summary>What the Console's page of connected systems says.</summary>
internal static class SystemTexts
{
    public static Text Title { get; } = new(sv: "Anslutna system", en: "Connected systems");
    public static Text Lead { get; } = new(
        sv: "Databaser utanför Ombud där personuppgifter finns: vad som ligger var, om beskrivningen stämmer, vilka raderingar, "
            + "rättelser och begränsningar som väntar, och vad som gallras.",
        en: "Databases outside Ombud that hold personal data: what lies where, whether the description is true, which erasures, "
            + "corrections and restrictions wait, and what ends by itself.");
    public static Text None { get; } = new(
        sv: "Inget system är anslutet. Kommandot ombud discover föreslår en beskrivning av en databas, och ombud connect ansluter den.",
        en: "No system is connected. The command ombud discover drafts a description of a database, and ombud connect connects it.");
    public static Text Waiting { get; } = new(sv: "Raderingar som väntar på ett system", en: "Erasures that wait for a system");
    public static Text NobodyWaits { get; } = new(
        sv: "Ingen radering väntar: varje radering är utförd och kontrollerad i alla system.",
        en: "No erasure waits: each is done and verified in every system.");
    public static Text Changes { get; } = new(
        sv: "Rättelser och begränsningar som väntar på ett system", en: "Corrections and restrictions that wait for a system");
    public static Text NoChangeWaits { get; } = new(
        sv: "Ingen rättelse och ingen begränsning väntar: varje system som berörs har fått den.",
        en: "No correction and no restriction waits: every system concerned was given it.");
    public static Text What { get; } = new(sv: "Vad", en: "What");
    public static Text CorrectionOf { get; } = new(sv: "Rättelse: {0}", en: "Correction: {0}");
    public static Text Restriction { get; } = new(sv: "Begränsning", en: "Restriction");
    public static Text Lifting { get; } = new(sv: "Hävd begränsning", en: "Restriction lifted");
    public static Text SeenToByHand { get; } = new(sv: "Jag har sett till det där för hand", en: "I have seen to it there by hand");
    public static Text AtRestriction { get; } = new(sv: "Vid begränsning", en: "At a restriction");
    public static Text Marks { get; } = new(sv: "{0} blir {1}, sedan {2}", en: "{0} becomes {1}, then {2}");
    public static Text NoMark { get; } = new(sv: "inget märke", en: "no mark");
    public static Text Empty { get; } = new(sv: "tomt", en: "empty");
    public static Text CannotBeRestricted { get; } = new(
        sv: "Kan inte begränsas där: beskrivningen har inget märke för den som är begränsad, så personalen gör det för hand och noterar "
            + "det här.",
        en: "Cannot be restricted there: its description has no mark for whoever is restricted, so staff do it by hand and note it here.");
    public static Text RestrictedByPeople { get; } = new(
        sv: "Vid en begränsning: {0}", en: "At a restriction: {0}");
    public static Text JustStore { get; } = new(
        sv: "se till att uppgifterna bara lagras och inte används", en: "see that the data is only stored and not used");
    public static Text CorrectedByHand { get; } = new(sv: "Jag har rättat där för hand", en: "I have corrected there by hand");
    public static Text Sweeps { get; } = new(sv: "Gallring i systemen", en: "Retention in the systems");
    public static Text NothingSwept { get; } = new(
        sv: "Ingen beskrivning säger hur länge rader sparas, så inget gallras.",
        en: "No description says how long rows are kept, so nothing ends by itself.");
    public static Text Keeps { get; } = new(sv: "Sparas", en: "Kept");
    public static Text Months { get; } = new(sv: "{0}: {1} månader från {2}", en: "{0}: {1} months from {2}");
    public static Text LastRun { get; } = new(sv: "Senast gallrat", en: "Last swept");
    public static Text NotYet { get; } = new(sv: "Inte ännu.", en: "Not yet.");
    public static Text Counts { get; } = new(
        sv: "{0}: {1} rader borta eller tömda, {2} kvar trots att tiden gått ut, för ett rättsligt skäl, en begränsning eller rader "
            + "som hänvisar dit.",
        en: "{0}: {1} rows gone or emptied, {2} kept past their time, for a legal reason, a restriction or rows that refer to them.");
    public static Text Next { get; } = new(sv: "Härnäst", en: "Next");
    public static Text Underway { get; } = new(sv: "Pågår, vid tabellen {0}.", en: "Under way, at table {0}.");
    public static Text SweepNow { get; } = new(sv: "Gallra nu", en: "Sweep now");
    public static Text Oldest { get; } = new(sv: "De {0} äldsta av {1} visas.", en: "The oldest {0} of {1} are shown.");
    public static Text System { get; } = new(sv: "System", en: "System");
    public static Text Person { get; } = new(sv: "Personens nummer", en: "Person's number");
    public static Text Since { get; } = new(sv: "Sedan", en: "Since");
    public static Text State { get; } = new(sv: "Läge", en: "State");
    public static Text Tries { get; } = new(sv: "Försök", en: "Tries");
    public static Text WhatToDo { get; } = new(sv: "Vad som ska göras", en: "What to do");
    public static Text NotTried { get; } = new(sv: "Inte försökt ännu.", en: "Not tried yet.");
    public static Text AtTable { get; } = new(sv: "Tabellen {0}: {1}", en: "Table {0}: {1}");
    public static Text TryNow { get; } = new(sv: "Försök igen nu", en: "Try again now");
    public static Text DoneByHand { get; } = new(sv: "Jag har raderat där för hand", en: "I have erased there by hand");
    public static Text Answer { get; } = new(sv: "Vad som hände där", en: "What happened there");
    public static Text NoteAnswer { get; } = new(sv: "Notera", en: "Note it");
    public static Text NothingThere { get; } = new(sv: "Inget fanns där", en: "Nothing was there");
    public static Text LawKeeps { get; } = new(sv: "Nej: en lag kräver att det behålls", en: "No: a law requires that it is kept");
    public static Text ClaimsKeep { get; } = new(
        sv: "Nej: det behövs för rättsliga anspråk", en: "No: it is needed for legal claims");
    public static Text OnlyPeople { get; } = new(sv: "nås bara av människor", en: "reached by people alone");
    public static Text Asked { get; } = new(sv: "Frågas för hand", en: "Asked by hand");
    public static Text AskedHow { get; } = new(sv: "Vad som ska göras där: {0}", en: "What is to be done there: {0}");
    public static Text Kind { get; } = new(sv: "Slag", en: "Kind");
    public static Text Controller { get; } = new(sv: "Ansvarigt företag", en: "Company responsible");
    public static Text Reached { get; } = new(
        sv: "Systemet svarar och är som det är beskrivet.", en: "The system answers and is as it is described.");
    public static Text Answers { get; } = new(sv: "Svarar", en: "Answers");
    public static Text CannotBeUsed { get; } = new(sv: "Kan inte användas", en: "Cannot be used");
    public static Text Differs { get; } = new(sv: "Skiljer sig från beskrivningen", en: "Differs from its description");
    public static Text Map { get; } = new(
        sv: "Vägarna från det som pekar ut en person till personens rader", en: "The ways from what identifies a person to their rows");
    public static Text Tables { get; } = new(sv: "Tabeller", en: "Tables");
    public static Text Table { get; } = new(sv: "Tabell", en: "Table");
    public static Text FoundBy { get; } = new(sv: "Hittas genom", en: "Found by");
    public static Text Holds { get; } = new(sv: "Uppgifter", en: "Data");
    public static Text AtErasure { get; } = new(sv: "Vid radering", en: "At erasure");
    public static Text Nothing { get; } = new(sv: "inget personligt", en: "nothing personal");

    public static Text Of(SystemErasureState state) => state switch
    {
        SystemErasureState.Asked => new(sv: "begärd", en: "asked"),
        SystemErasureState.Claimed => new(sv: "utförd, men en ny sökning hittade något", en: "done, but a second look found something"),
        SystemErasureState.Verified => new(sv: "kontrollerad: en ny sökning hittade inget", en: "verified: a second look found nothing"),
        SystemErasureState.NothingFound => new(
            sv: "inget fanns där, enligt personalen; ingen ny sökning", en: "nothing was there, as staff noted; no second look"),
        SystemErasureState.KeptByLaw => new(
            sv: "inte raderad: en lag kräver att uppgifterna behålls, enligt personalen",
            en: "not erased: a law requires that the data is kept, as staff noted"),
        SystemErasureState.KeptForClaims => new(
            sv: "inte raderad: uppgifterna behövs för rättsliga anspråk, enligt personalen",
            en: "not erased: the data is needed for legal claims, as staff noted"),
        SystemErasureState.ByHand => new(
            sv: "raderad för hand enligt personalen; ingen ny sökning", en: "erased by hand, as staff noted; no second look"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static Text Of(SystemChangeState state) => state switch
    {
        SystemChangeState.Asked => new(sv: "begärd", en: "asked"),
        SystemChangeState.Claimed => new(
            sv: "utförd så långt det går, men en ny sökning hittade något",
            en: "done as far as it goes, but a second look found something"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>What waits: a correction of a field, a restriction or a lifting.</summary>
    /// <param name="field">What a form calls the field; its id where none does.</param>
    public static string NameOf(SystemChangeKind kind, string field, Language language) => kind switch
    {
        SystemChangeKind.Correction => CorrectionOf.In(language, field),
        SystemChangeKind.Restriction => Restriction.In(language),
        SystemChangeKind.Lifting => Lifting.In(language),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static Text Of(IdentifierKind kind) => kind switch
    {
        IdentifierKind.Email => new(sv: "e-postadress", en: "e-mail address"),
        IdentifierKind.Phone => new(sv: "telefonnummer", en: "telephone number"),
        IdentifierKind.Account => new(sv: "konto", en: "account"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static Text Of(TableErasure erasure) => erasure switch
    {
        TableErasure.Delete => new(sv: "raderna tas bort", en: "rows are deleted"),
        TableErasure.Fields => new(sv: "raderna stannar utan det som pekar ut någon", en: "rows stay without what points at anybody"),
        TableErasure.Keep => new(sv: "raderna behålls", en: "rows are kept"),
        _ => throw new ArgumentOutOfRangeException(nameof(erasure), erasure, null),
    };

    public static Text Of(SchemaDifferenceKind kind) => kind switch
    {
        SchemaDifferenceKind.TableMissing => new(sv: "tabellen finns inte", en: "the table is not there"),
        SchemaDifferenceKind.FieldMissing => new(sv: "fältet finns inte", en: "the field is not there"),
        SchemaDifferenceKind.KeyDiffers => new(sv: "nyckeln är en annan", en: "the key is another"),
        SchemaDifferenceKind.TableUndescribed => new(
            sv: "tabellen hänvisar till en beskriven tabell men är inte beskriven själv: avgör vems raderna är",
            en: "the table refers to a described one but is not described itself: decide whose its rows are"),
        SchemaDifferenceKind.FieldUndescribed => new(
            sv: "fältet är inte beskrivet: avgör vad det innehåller", en: "the field is not described: decide what it holds"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>What a kind is called in every language; what only people reach is called in the reader's.</summary>
    public static string NameOf(SystemKind kind, Language language) => kind switch
    {
        SystemKind.PostgreSql => "PostgreSQL",
        SystemKind.MySql => "MySQL, MariaDB",
        SystemKind.SqlServer => "SQL Server",
        SystemKind.Sqlite => "SQLite",
        SystemKind.Folder => "CSV, JSON Lines",
        SystemKind.Http => "HTTP, JSON",
        SystemKind.Manual => OnlyPeople.In(language),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
