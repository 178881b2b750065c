using System.Security.Cryptography;
using System.Text.Json;
using Ombud.Policies.Deciding;

namespace Ombud.Log;

/// <summary>A fact as it is written: id, moment, the exact bytes that were committed to, and their commitment.</summary>
/// <param name="Body">UTF-8 JSON: kind, id, at, subject and what the type says.</param>
/// <param name="Salt">32 random bytes that keep the commitment from being guessed.</param>
/// <param name="Commitment">SHA-256 over salt and body; the leaf of the trail.</param>
internal sealed record WrittenFact(
    Guid Id, SubjectId? Subject, string Kind, DateTimeOffset At, byte[] Body, byte[] Salt, byte[] Commitment, Fact Fact)
{
    /// <summary>What is stored encrypted, or in clear for a clear fact: salt, then body.</summary>
    public byte[] SaltedBody() => [.. Salt, .. Body];
}

/// <summary>Writes facts as bytes and reads them back.</summary>
internal sealed class FactBodies(FactTypes types)
{
    public const int SaltSize = 32;

    /// <summary>Writes a fact that happens now.</summary>
    public WrittenFact Write(Guid id, SubjectId? subject, Fact fact, DateTimeOffset at)
    {
        var type = types.Of(fact);
        using var buffer = new MemoryStream(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, type.Kind);
            json.WriteString("id"u8, id);
            json.WriteString("at"u8, at);
            if (subject is { } person)
                json.WriteString("subject"u8, person.Value);
            json.WritePropertyName("fact"u8);
            JsonSerializer.Serialize(json, fact, type.Describe());
            json.WriteEndObject();
        }

        var body = buffer.ToArray();
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        return new WrittenFact(id, subject, type.Kind, at, body, salt, Trail.Commitment.Of(salt, body).Value.ToArray(), fact);
    }

    /// <summary>Reads a fact from its salted body.</summary>
    /// <exception cref="JsonException">The bytes are no fact of a known type.</exception>
    public WrittenFact Read(byte[] saltedBody)
    {
        var salt = saltedBody[..SaltSize];
        var body = saltedBody[SaltSize..];
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        var kind = root.GetProperty("kind"u8).GetString() ?? "";
        var type = types.Find(kind) ?? throw new JsonException($"No type of fact is called {kind}.");
        SubjectId? subject = root.TryGetProperty("subject"u8, out var person) ? new SubjectId(person.GetGuid()) : null;
        return new WrittenFact(
            root.GetProperty("id"u8).GetGuid(), subject, kind, root.GetProperty("at"u8).GetDateTimeOffset(), body, salt,
            Trail.Commitment.Of(salt, body).Value.ToArray(),
            (Fact)root.GetProperty("fact"u8).Deserialize(type.Describe())!);
    }
}
