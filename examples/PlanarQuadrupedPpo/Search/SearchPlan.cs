namespace PlanarQuadrupedPpo.Search;

/// <summary>How much is spent on a search, and its step sizes.</summary>
/// <param name="Generations">Improvements of the policy.</param>
/// <param name="Pairs">Directions tried in each, both ways.</param>
/// <param name="RobotsEach">Robots that follow one candidate.</param>
/// <param name="Steps">Steps that a candidate is judged by.</param>
internal sealed record SearchPlan(int Generations, int Pairs, int RobotsEach, int Steps)
{
    public static SearchPlan Quick { get; } = new(Generations: 40, Pairs: 64, RobotsEach: 32, Steps: 150);

    public static SearchPlan Full { get; } = new(Generations: 250, Pairs: 64, RobotsEach: 32, Steps: 250);

    /// <summary>The directions that did best, of which the policy takes its step.</summary>
    public int Elite => Pairs / 2;

    /// <summary>Deviation of the directions.</summary>
    public float Deviation { get; init; } = 0.1f;

    /// <summary>Length of a step.</summary>
    public float StepSize { get; init; } = 0.1f;

    public int Robots => 2 * Pairs * RobotsEach;
}
