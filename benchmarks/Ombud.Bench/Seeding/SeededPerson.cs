using System.Security.Cryptography;
using Ombud.Bench.Running;
using Ombud.Consents;
using Ombud.Keys;
using Ombud.Keys.Rotation;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Trail;

namespace Ombud.Bench.Seeding;

/// <summary>A person with one consent, as the product would have written them: key, fact, body, standing, leaf.</summary>
internal sealed record SeededPerson(SubjectId Subject, short Bucket, WrittenFact Fact, byte[] WrappedKey, byte[] Body, byte[] Standing)
{
    public Hash32 Leaf => new Commitment(Hash32.From(Fact.Commitment)).LeafHash();

    /// <summary>Makes people with the product's own parts, so that every row is one it can read.</summary>
    public sealed class Maker(InProcess product, string version)
    {
        private readonly Epochs _epochs = product.Get<Epochs>();
        private readonly FactBodies _bodies = product.Get<FactBodies>();
        private readonly KeyStore _store = product.Get<KeyStore>();
        private readonly SealedStanding _standings = product.Get<SealedStanding>();

        public int Epoch => _epochs.Current;

        public SeededPerson Make(DateTimeOffset at)
        {
            var subject = new SubjectId(Guid.CreateVersion7(at));
            var name = KeyName.Facts(subject);
            var key = RandomNumberGenerator.GetBytes(32);
            using var open = new DataKey(1, key);
            var fact = _bodies.Write(Guid.CreateVersion7(at), subject, ConsentAt(version), at);
            var standing = StandingState.Empty.Apply(fact.Fact.ChangeAt(at)!);
            return new SeededPerson(
                subject, Shared.Bucket.Of(subject.Value), fact, _epochs.Wrap(_epochs.Current, key, KeyRing.Binding(name, 1)),
                FactSeal.Seal(_store, fact, open), _standings.Seal(subject, standing, open));
        }

        public static ConsentAnswered ConsentAt(string version) => new()
        {
            Key = "newsletters", Answer = ConsentAnswer.Given, Controller = "aerotek-se", Kind = "visitor",
            Shown = new Shown(version, "sv", "contact-message", new string('5', 64)),
        };
    }
}
