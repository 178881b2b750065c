using Ombud.Policies.Model;

namespace Ombud.Policies.Explaining;

/// <summary>The names of the steps.</summary>
public static class StepTexts
{
    /// <summary>How many steps there are.</summary>
    public const int Count = 11;

    /// <summary>What a step looks at.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no step of that number.</exception>
    public static LocalizedText Name(int number) => number switch
    {
        1 => T("Står allt i meddelandet?", "Is everything in the notice?"),
        2 => T("Är personen under 13 år?", "Is the person under 13?"),
        3 => T("Är personen raderad eller isolerad?", "Is the person erased or isolated?"),
        4 => T("Är behandlingen begränsad?", "Is processing restricted?"),
        5 => T("Har kunden instruerat det?", "Has the client instructed it?"),
        6 => T("Omfattar ändamålet detta?", "Does the purpose cover this?"),
        7 => T("Finns rättslig grund?", "Is there a legal basis?"),
        8 => T("Vad vill personen?", "What does the person want?"),
        9 => T("Får uppgifterna lämna landet?", "May the data leave the country?"),
        10 => T("Täcker leverantörens avtal detta?", "Does the vendor's agreement cover this?"),
        11 => T("Har lagringstiden gått ut?", "Has the retention period ended?"),
        _ => throw new ArgumentOutOfRangeException(nameof(number)),
    };

    private static LocalizedText T(string swedish, string english) => new([new("sv", swedish), new("en", english)]);
}
