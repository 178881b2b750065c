using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Log;

namespace Ombud.Advice;

/// <summary>
/// The data protection officer gave advice (GDPR article 39(1)(a)). It lies sealed in the log, which nobody can change or take from.
/// </summary>
/// <param name="Topic">Word of what it is about, of <see cref="IAdvisable.Topic"/>; null for anything at all.</param>
/// <param name="About">Id within the topic; null with it.</param>
/// <param name="By">Id of the officer's account.</param>
internal sealed record AdviceGiven(string? Topic, string? About, string Text, string By) : Fact;

/// <summary>The privacy office said what comes of advice; where it is not followed, why (WP 243 rev.01, section 4.2).</summary>
/// <param name="Advice">Id of the fact by which it was given.</param>
/// <param name="By">Id of the account that answered.</param>
internal sealed record AdviceAnswered(Guid Advice, bool IsFollowed, string Reason, string By) : Fact;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AdviceGiven))]
[JsonSerializable(typeof(AdviceAnswered))]
internal sealed partial class AdviceFactsJson : JsonSerializerContext;
