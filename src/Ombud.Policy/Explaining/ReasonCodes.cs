using System.Text;
using Ombud.Policies.Deciding;

namespace Ombud.Policies.Explaining;

/// <summary>The API's reason codes: the names of <see cref="DenialReason"/> in kebab-case.</summary>
public static class ReasonCodes
{
    private static readonly string[] Codes = [.. Enum.GetNames<DenialReason>().Select(Kebab)];

    /// <summary>The code of a reason, such as <c>consent-withdrawn</c>; <c>none</c> where nothing was denied.</summary>
    public static string CodeOf(DenialReason reason) => Codes[(int)reason];

    /// <summary>The reason of a code; null where no reason has it.</summary>
    public static DenialReason? Find(string code) =>
        Array.IndexOf(Codes, code) is >= 0 and var index ? (DenialReason)index : null;

    private static string Kebab(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]))
                text.Append('-');

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString().Replace("under13", "under-13", StringComparison.Ordinal);
    }
}
