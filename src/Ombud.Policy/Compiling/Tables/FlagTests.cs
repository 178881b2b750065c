using System.Runtime.CompilerServices;
using Ombud.Policies.Deciding;

namespace Ombud.Policies.Compiling.Tables;

/// <summary>Flag tests that box nothing, in debug builds neither.</summary>
internal static class FlagTests
{
    extension(PurposeTraits traits)
    {
        /// <summary>Whether any of these is set.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool HasAny(PurposeTraits any) => (traits & any) != PurposeTraits.None;
    }

    extension(PartyTraits traits)
    {
        /// <inheritdoc cref="HasAny(PurposeTraits, PurposeTraits)"/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool HasAny(PartyTraits any) => (traits & any) != PartyTraits.None;
    }

    extension(GlanceTraits traits)
    {
        /// <inheritdoc cref="HasAny(PurposeTraits, PurposeTraits)"/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool HasAny(GlanceTraits any) => (traits & any) != GlanceTraits.None;
    }

    extension(StandingMarks marks)
    {
        /// <inheritdoc cref="HasAny(PurposeTraits, PurposeTraits)"/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool HasAny(StandingMarks any) => (marks & any) != StandingMarks.None;
    }

    extension(ObjectionMarks marks)
    {
        /// <inheritdoc cref="HasAny(PurposeTraits, PurposeTraits)"/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool HasAny(ObjectionMarks any) => (marks & any) != ObjectionMarks.None;
    }

    extension(Signals signals)
    {
        /// <inheritdoc cref="HasAny(PurposeTraits, PurposeTraits)"/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool HasAny(Signals any) => (signals & any) != Signals.None;
    }
}
