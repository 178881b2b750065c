using Ombud.Layout;

namespace Ombud.Advice;

/// <summary>A kind of thing of which the data protection officer can give advice: a clause, a case, an incident.</summary>
internal interface IAdvisable
{
    /// <summary>Its word in facts and forms; stays for ever.</summary>
    string Topic { get; }

    /// <summary>What it is called.</summary>
    Text Name { get; }

    /// <summary>Whether there is one of that id.</summary>
    Task<bool> ExistsAsync(string id, CancellationToken cancel);

    /// <summary>Path of its page, without language.</summary>
    string PathOf(string id);
}
