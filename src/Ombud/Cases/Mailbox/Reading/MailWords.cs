using System.Text;
using Ombud.Layout;
using Ombud.Policies.Cases;

namespace Ombud.Cases.Mailbox.Reading;

/// <summary>The words by which a mail's kind and language are told, as data.</summary>
internal static class MailWords
{
    /// <summary>Behind the plus of the mailbox's address: <c>privacy+erasure@…</c>.</summary>
    public static IReadOnlyDictionary<string, CaseKind> Tags { get; } = new Dictionary<string, CaseKind>(StringComparer.OrdinalIgnoreCase)
    {
        ["access"] = CaseKind.Access, ["registerutdrag"] = CaseKind.Access,
        ["correction"] = CaseKind.Rectification, ["rattelse"] = CaseKind.Rectification,
        ["erasure"] = CaseKind.Erasure, ["radering"] = CaseKind.Erasure,
        ["restriction"] = CaseKind.Restriction, ["begransning"] = CaseKind.Restriction,
        ["portability"] = CaseKind.Portability, ["flytt"] = CaseKind.Portability,
        ["objection"] = CaseKind.Objection, ["invandning"] = CaseKind.Objection,
        ["withdrawal"] = CaseKind.Withdrawal, ["aterkallelse"] = CaseKind.Withdrawal,
        ["review"] = CaseKind.HumanReview, ["omprovning"] = CaseKind.HumanReview,
        ["complaint"] = CaseKind.Complaint, ["klagomal"] = CaseKind.Complaint,
        ["question"] = CaseKind.Question, ["fraga"] = CaseKind.Question,
        ["child"] = CaseKind.SuspectedChild, ["barn"] = CaseKind.SuspectedChild,
        ["break-in"] = CaseKind.SuspectedBreakIn, ["intrang"] = CaseKind.SuspectedBreakIn,
    };

    // Whole words of the subject. Only such as are hardly written for another end: whoever is taken for a question is answered too.
    private static readonly Dictionary<string, CaseKind> Subjects = new(StringComparer.OrdinalIgnoreCase)
    {
        ["registerutdrag"] = CaseKind.Access, ["dsar"] = CaseKind.Access,
        ["rättelse"] = CaseKind.Rectification, ["rectification"] = CaseKind.Rectification,
        ["radera"] = CaseKind.Erasure, ["raderas"] = CaseKind.Erasure, ["radering"] = CaseKind.Erasure,
        ["erase"] = CaseKind.Erasure, ["erased"] = CaseKind.Erasure, ["erasure"] = CaseKind.Erasure,
        ["dataportabilitet"] = CaseKind.Portability, ["portability"] = CaseKind.Portability,
        ["invändning"] = CaseKind.Objection, ["invänder"] = CaseKind.Objection, ["objection"] = CaseKind.Objection,
        ["klagomål"] = CaseKind.Complaint, ["complaint"] = CaseKind.Complaint,
        ["dataintrång"] = CaseKind.SuspectedBreakIn,
    };

    private static readonly HashSet<string> Swedish = new(StringComparer.OrdinalIgnoreCase)
    {
        "och", "att", "jag", "mig", "min", "mina", "mitt", "är", "inte", "för", "vill", "ni", "era", "er", "om", "hej", "tack", "av", "på",
        "som", "det", "med", "har", "uppgifter", "hälsningar", "gäller", "radera", "radering", "rättelse", "registerutdrag", "klagomål",
        "bilaga", "fråga",
    };

    private static readonly HashSet<string> English = new(StringComparer.OrdinalIgnoreCase)
    {
        "and", "the", "i", "me", "my", "is", "not", "for", "want", "you", "your", "about", "hello", "hi", "thanks", "of", "on", "that",
        "it", "with", "have", "please", "regards", "erase", "erasure", "complaint", "question", "would", "like", "to", "this", "are",
    };

    /// <summary>What a subject asks for, where its words name one kind and no other.</summary>
    public static CaseKind? KindOf(string subject)
    {
        var kinds = WordsOf(subject).Where(Subjects.ContainsKey).Select(word => Subjects[word]).Distinct().Take(2).ToList();
        return kinds is [var kind] ? kind : null;
    }

    /// <summary>The language in which more of its commonest words stand; null where neither has more.</summary>
    public static Language? LanguageOf(string text)
    {
        var (swedish, english) = (0, 0);
        foreach (var word in WordsOf(text))
        {
            swedish += Swedish.Contains(word) ? 1 : 0;
            english += English.Contains(word) ? 1 : 0;
        }
        return swedish == english ? null : swedish > english ? Language.Swedish : Language.English;
    }

    private static IEnumerable<string> WordsOf(string text)
    {
        var word = new StringBuilder();
        // Letters with a mark of their own are written as one letter or as two.
        foreach (var letter in Normal(text))
        {
            if (char.IsLetter(letter))
            {
                word.Append(letter);
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }
        if (word.Length > 0)
            yield return word.ToString();
    }

    private static string Normal(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Half a character somewhere.
            return text;
        }
    }
}
