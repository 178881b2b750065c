using Ombud.Policies.Deciding;

namespace Ombud.Bench.Deciding;

/// <summary>The policy, asked by ids.</summary>
internal readonly struct AnswersById(Policy policy, Question[] questions, Standing[] standings) : IAnswers
{
    public bool IsPermitted(int request) => policy.Decide(in questions[request], standings[request]).IsPermitted;
}

/// <summary>The policy, asked by words.</summary>
internal readonly struct AnswersByWord(Policy policy, WordQuestion[] questions, Standing[] standings) : IAnswers
{
    public bool IsPermitted(int request) => policy.Decide(in questions[request], standings[request]).IsPermitted;
}
