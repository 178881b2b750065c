namespace Ombud.Database;

/// <summary>The configuration cannot work; every error is named.</summary>
internal sealed class ConfigurationException(IReadOnlyList<string> errors)
    : Exception(string.Join(Environment.NewLine, errors))
{
    public IReadOnlyList<string> Errors { get; } = errors;
}

/// <summary>Gathers what the parts of the product find wrong with the configuration, so that the operator is told all at once.</summary>
internal sealed class ConfigurationErrors
{
    private readonly List<string> _errors = [];

    /// <summary>What a part reads from the configuration; null where it found errors, which are kept.</summary>
    public T? Read<T>(Func<T> part)
        where T : class?
    {
        try
        {
            return part();
        }
        catch (ConfigurationException failure)
        {
            _errors.AddRange(failure.Errors);
            return null;
        }
    }

    /// <exception cref="ConfigurationException">A part has found errors.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
            throw new ConfigurationException(_errors);
    }
}
