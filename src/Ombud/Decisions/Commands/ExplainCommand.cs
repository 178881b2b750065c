using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Ombud.Layout;
using Ombud.Policies.Deciding;
using Ombud.Policies.Loading;

namespace Ombud.Decisions.Commands;

/// <summary><c>ombud explain</c>: what would the policy say, and why? A question about somebody made up by its options.</summary>
internal static class ExplainCommand
{
    private static readonly Option<string> Pack = new("--pack") { Description = "The pack's folder.", Required = true };
    private static readonly Option<string> Law = CheckCommand.LawOption();
    private static readonly Option<string> Purpose = new("--purpose") { Description = "Id of the purpose.", Required = true };
    private static readonly Option<string[]> Categories = new("--categories")
    {
        Description = "Ids of the data categories.",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string> Controller = new("--controller") { Description = "Id of the controller.", Required = true };
    private static readonly Option<UseAction?> Action = new("--action") { Description = "Disclose with a recipient, else use." };
    private static readonly Option<string?> Recipient = new("--recipient") { Description = "Id of the recipient." };
    private static readonly Option<string?> Topic = new("--topic") { Description = "Id of the topic of marketing." };
    private static readonly Option<string?> Point = new("--point") { Description = "Id of the collection point." };
    private static readonly Option<string?> From = new("--from") { Description = "Country in which the data is held." };
    private static readonly Option<string?> To = new("--to") { Description = "Country to which it goes." };
    private static readonly Option<DateOnly?> At = new("--at")
    {
        Description = "The day, yyyy-MM-dd; today where it is left out.",
        CustomParser = Day,
    };

    private static readonly Option<string?> Residence = new("--residence") { Description = "Country in which the person lives." };
    private static readonly Option<string[]> Kinds = new("--kind")
    {
        Description = "Ids of the kinds of person; those of the purpose where it is left out.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string[]> Consents = new("--consent")
    {
        Description = "An answer, as purpose=given, refused, withdrawn or explicit.",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<Language> Tongue = new("--language")
    {
        Description = "sv or en.",
        DefaultValueFactory = _ => Language.English,
        CustomParser = ReadLanguage,
    };

    public static Command Create(TimeProvider time)
    {
        var explain = new Command("explain", "Explain a decision: verdict, clause, legal basis, reason and every step.")
        {
            Pack, Law, Purpose, Categories, Controller, Action, Recipient, Topic, Point, From, To, At, Residence, Kinds, Consents, Tongue,
        };
        explain.SetAction(parsed => Run(parsed, time, parsed.InvocationConfiguration.Output));
        return explain;
    }

    private static int Run(ParseResult parsed, TimeProvider time, TextWriter output)
    {
        if (Load(parsed, output) is not { } policy)
            return 1;

        var on = parsed.GetValue(At) ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (StandingOf(parsed, policy, on, output) is not { } standing)
            return 1;

        var question = QuestionOf(parsed, on);
        var explanation = policy.Explain(policy.Resolve(in question), standing);
        new ExplanationWriter(policy, parsed.GetRequiredValue(Tongue), output).Write(explanation, on);
        return 0;
    }

    private static Policy? Load(ParseResult parsed, TextWriter output)
    {
        var law = LawLoader.Load(parsed.GetRequiredValue(Law));
        var pack = law.Law is { } data ? PackLoader.Load(parsed.GetRequiredValue(Pack), data) : null;
        foreach (var error in pack?.Errors ?? law.Errors)
            output.WriteLine($"error {error}");
        return pack?.Pack is { } loaded ? Policy.Compile(loaded, law.Law!) : null;
    }

    private static WordQuestion QuestionOf(ParseResult parsed, DateOnly on)
    {
        var recipient = parsed.GetValue(Recipient);
        return new WordQuestion
        {
            Action = parsed.GetValue(Action) ?? (recipient is null ? UseAction.Use : UseAction.Disclose),
            Purpose = parsed.GetRequiredValue(Purpose), Topic = parsed.GetValue(Topic),
            Categories = parsed.GetRequiredValue(Categories), Controller = parsed.GetRequiredValue(Controller), Recipient = recipient,
            From = parsed.GetValue(From), To = parsed.GetValue(To), Point = parsed.GetValue(Point), On = Policies.Deciding.Day.Of(on),
        };
    }

    /// <summary>The standing that the options make up; null, with an error said, where one of them cannot be read.</summary>
    private static StandingState? StandingOf(ParseResult parsed, Policy policy, DateOnly on, TextWriter output)
    {
        var version = policy.VersionInForce(on);
        var at = new DateTimeOffset(on.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var purpose = version?.Purposes.FirstOrDefault(known => known.Id == parsed.GetRequiredValue(Purpose));
        var kinds = parsed.GetValue(Kinds) is { Length: > 0 } named ? named : purpose?.Subjects ?? [];
        var changes = kinds.Select(kind => (StandingChange)new StandingChange.Met(at, kind)).ToList();
        if (parsed.GetValue(Residence) is { } residence)
            changes.Add(new StandingChange.Residence(at, residence));
        foreach (var consent in parsed.GetValue(Consents) ?? [])
        {
            if (ConsentOf(consent, at, version?.Version ?? "") is not { } change)
            {
                output.WriteLine("error --consent: write it as purpose=given, refused, withdrawn or explicit");
                return null;
            }
            changes.Add(change);
        }
        return StandingState.Fold(changes);
    }

    private static StandingChange.Consent? ConsentOf(string text, DateTimeOffset at, string version) => text.Split('=') switch
    {
        [var key, "explicit"] => new(at, key, ConsentAnswer.Given, version, Explicit: true),
        [var key, var word] when char.IsAsciiLetter(word.FirstOrDefault())
            && Enum.TryParse<ConsentAnswer>(word, ignoreCase: true, out var answer) => new(at, key, answer, version, Explicit: false),
        _ => null,
    };

    private static DateOnly? Day(ArgumentResult result)
    {
        if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        result.AddError("--at: write a day as yyyy-MM-dd.");
        return null;
    }

    private static Language? ReadLanguage(ArgumentResult result)
    {
        if (Language.TryParse(result.Tokens[0].Value, null, out var language))
            return language;
        result.AddError("--language: write sv or en.");
        return null;
    }
}
