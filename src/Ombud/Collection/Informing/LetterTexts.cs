using Ombud.Mail;
using Ombud.Shared;

namespace Ombud.Collection.Informing;

/// <summary>The letters that inform of data that came from elsewhere.</summary>
internal static class LetterTexts
{
    private const string RestSv =
        """


        Uppgifterna är av dessa slag:
        {categories}

        Vi använder dem för:
        {purposes}

        Du kan när som helst få veta vilka uppgifter vi har om dig, få dem rättade eller raderade, begära att de används
        mindre, invända mot att de används, och klaga hos dataskyddsmyndigheten i ditt land. Logga in i vårt
        integritetscenter med den här e-postadressen, eller skriv till oss:
        {contacts}

        Hur länge uppgifterna sparas, till vem de kan lämnas och vilka rättsliga grunder vi har står i vårt
        integritetsmeddelande, version {version}, som finns i integritetscentret.
        """;

    private const string RestEn =
        """


        The data is of these kinds:
        {categories}

        We use it for:
        {purposes}

        At any time you can learn what data we have about you, have it corrected or erased, ask that it be used less, object
        to its use, and complain to the data protection authority of your country. Sign in to our Privacy Centre with this
        e-mail address, or write to us:
        {contacts}

        How long the data is kept, to whom it may be disclosed and on which legal bases we rely stands in our privacy
        notice, version {version}, which is in the Privacy Centre.
        """;

    public static LetterText NamedByAnother { get; } = new(
        new Wording("Någon har angett dig hos oss", "Somebody has named you to us"),
        new Wording(
            """
            En person som söker arbete genom {controller} har angett dig och lämnat uppgifter om dig, för att vi ska kunna
            höra av oss till dig. Personen har bekräftat att du har gått med på det. Stämmer det inte, så säg till, så
            tar vi bort uppgifterna.
            """ + RestSv,
            """
            Somebody who looks for work through {controller} has named you and given us data about you, so that we can get
            in touch with you. They have confirmed that you agreed. If that is not so, tell us and we will remove the data.
            """ + RestEn));

    public static LetterText FoundInPublic { get; } = new(
        new Wording("Vi har sparat uppgifter ur din offentliga yrkesprofil", "We have stored data from your public profile"),
        new Wording(
            """
            {controller} har hämtat uppgifter om dig ur en yrkesprofil som du själv har gjort offentlig. Vill du inte
            att vi har dem, så säg till, så tar vi bort dem.
            """ + RestSv,
            """
            {controller} has taken data about you from a professional profile that you have made public yourself. If you do
            not want us to have it, tell us and we will remove it.
            """ + RestEn));
}
