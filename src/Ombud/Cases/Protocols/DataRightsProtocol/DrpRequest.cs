using Ombud.Cases.Filing;
using Ombud.Layout;
using Ombud.Policies.Cases;
using Ombud.SignIn.Codes;

namespace Ombud.Cases.Protocols.DataRightsProtocol;

/// <summary>
/// What an agent asks for by a message. Of the person their name and address alone are kept, since nothing that an agent attests of them
/// proves anything here; other claims are not read.
/// </summary>
/// <param name="Residence">Id of the country whose law the agent names; null for none.</param>
/// <param name="Says">What the case's file says of the message.</param>
internal sealed record DrpRequest(
    CaseKind Kind, string? RequestId, string? Name, string Address, string? Residence, Language Language, string Says)
{
    private const int WordMax = 100;
    private const int HintsMax = 20;
    private const int ReferenceMax = 500;

    /// <summary>Reads a message whose agent, company and time are known to be right.</summary>
    /// <param name="own">The agent's own address, which is none of the person's; null where they have none.</param>
    public static DrpRead<DrpRequest> Read(SentObject sent, string? own)
    {
        var exercise = sent.Needed("exercise", WordMax);
        var (regime, request) = (sent.Text("regime", WordMax), sent.Text("agent-request-id", WordMax));
        var (name, email) = (sent.Text("name", RequestForm.NameMax), sent.Text("email", WordMax * 3));
        var (hints, attorney) = (sent.Texts("relationships", HintsMax, WordMax), sent.Text("power_of_attorney", ReferenceMax));
        var locale = sent.Text("locale", WordMax);
        if (sent.Fault is { } fault)
            return Refused(fault);
        if (KindOf(exercise) is not { } kind)
            return Refused("That rights action is not supported.");
        if (regime is not (null or "" or "ccpa"))
            return Refused("That regime is not supported: ccpa, or none.");
        if (MailAddress.Read(email) is not { } address)
            return Refused("The claim email is wanted: the person is asked by a letter to that address.");
        if (address == own)
            return Refused("The claim email must be the person's own address and not the agent's.");
        string[] lines =
        [
            "Data Rights Protocol", $"exercise: {exercise}", $"regime: {(regime is "ccpa" ? regime : "-")}",
            $"relationships: {(hints.Count == 0 ? "-" : string.Join(", ", hints))}", $"agent-request-id: {request ?? "-"}",
            .. attorney is null ? Array.Empty<string>() : [$"power_of_attorney: {attorney}"],
        ];
        return new(
            new DrpRequest(
                kind, request is { Length: > 0 } ? request : null, name is { Length: > 0 } ? name : null, address,
                regime is "ccpa" ? "US-CA" : null, LanguageOf(locale), string.Join('\n', lines)),
            null);
    }

    // An agent asks for access to everything or to a part; which part, the file says. An opt-in gives a consent, which nobody gives for
    // another.
    private static CaseKind? KindOf(string exercise) => exercise switch
    {
        "access" or "access:specific" or "access:categories" => CaseKind.Access,
        "deletion" => CaseKind.Erasure,
        // The protocol's table has the first spelling, its example the second.
        "sale:opt_out" or "sale:opt-out" => CaseKind.Objection,
        _ => null,
    };

    private static Language LanguageOf(string? locale) =>
        Language.TryParse(locale?.Split('-', '_')[0], provider: null, out var language) ? language : Language.English;

    private static DrpRead<DrpRequest> Refused(string what) => new(null, DrpErrors.Wrong(what));
}
