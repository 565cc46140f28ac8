using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;
using Xunit;

namespace RewardDsl.Differential.Tests;

/// <summary>
/// How tight the analysis is: for published rewards, the range that is proven of the paid total equals the range that the
/// formula has, within 1 % of its width. The true ranges are worked out from the published formulas and the declared ranges
/// of the signals, not taken from the analysis.
/// </summary>
public sealed class PublishedRangeTests
{
    private const double Tolerance = 0.01;

    private const string Suite = "https://github.com/google-deepmind/dm_control/blob/main/dm_control/suite/";
    private const string Gym = "https://github.com/Farama-Foundation/Gymnasium/blob/main/gymnasium/envs/";
    private const string MetaWorld = "https://github.com/Farama-Foundation/Metaworld/blob/master/metaworld/envs/";
    private const string IsaacLab = "https://github.com/isaac-sim/IsaacLab/blob/main/source/isaaclab_tasks/isaaclab_tasks/";
    private const string Playground = "https://github.com/google-deepmind/mujoco_playground/blob/main/mujoco_playground/_src/";

    private static readonly IReadOnlyList<PublishedReward> s_rewards =
    [
        // The suite's rewards lie in [0, 1] by design (dm_control/suite/README.md); where a kernel never quite reaches 0, its lowest value is given.
        new("DmCartpole", 0, 1, Suite + "cartpole.py", "a product of four factors in [0, 1], upright reaches 0"),
        new("DmWalkerWalk", 3 * 1e-4 / 4 / 6, 1, Suite + "walker.py", "two margins below the height are worth 0.1⁴; standing still a sixth"),
        new("DmHumanoidRun", 0, 1, Suite + "humanoid.py", "small control × standing × upright × (5 move + 1) / 6"),
        new("DmCheetahRun", 0, 1, Suite + "cheetah.py", "one linear kernel"),
        new("DmHopperHop", 0, 1, Suite + "hopper.py", "standing × hopping"),
        new("DmBallInCup", 0, 1, Suite + "ball_in_cup.py", "in the target or not"),
        new("DmReacher", 0, 1, Suite + "reacher.py", "within the radii or not"),
        new("DmPendulum", 0, 1, Suite + "pendulum.py", "within 8° of upright or not"),
        new("DmQuadrupedFetch", 0, 1, Suite + "quadruped.py", "upright × reach × (0.5 + 0.5 fetch)"),
        new("DmFishSwim", 0, 1, Suite + "fish.py", "(7 in target + upright) / 8"),
        new("DmPointMass", 0, 1, Suite + "point_mass.py", "near × (small control + 4) / 5"),
        new("DmSwimmer", 1 / (1 + Math.Pow(3 * (Math.Sqrt(18) - 0.1) / 0.5, 2)), 1, Suite + "swimmer.py", "long tail: 1 / ((3 d)² + 1), d margins away, √18 m the farthest"),

        new("GymCartPole", 1, 1, Gym + "classic_control/cartpole.py", "1 for every step"),
        new("GymPendulum", -((Math.PI * Math.PI) + (0.1 * 64) + (0.001 * 4)), 0, Gym + "classic_control/pendulum.py", "its documentation: minimum −(π² + 0.1·8² + 0.001·2²) = −16.2736044, maximum 0"),
        new("GymPendulumWrapped", -((Math.PI * Math.PI) + (0.1 * 64) + (0.001 * 4)), 0, Gym + "classic_control/pendulum.py", "the same with the angle wrapped by the reward"),
        new("GymMountainCar", -1, -1, Gym + "classic_control/mountain_car.py", "−1 for every step"),
        new("GymMountainCarContinuous", -0.1, 100, Gym + "classic_control/continuous_mountain_car.py", "100 at the flag, −0.1 a²"),
        new("GymHopper", -10 - (0.001 * 3), 10 + 1, Gym + "mujoco/hopper_v5.py", "v + [healthy] − 10⁻³ ‖a‖²"),
        new("GymHalfCheetah", -20 - (0.1 * 6), 20, Gym + "mujoco/half_cheetah_v5.py", "v − 0.1 ‖a‖²"),
        new("GymAnt", -10 - (0.5 * 8) - (5e-4 * 78), 10 + 1, Gym + "mujoco/ant_v5.py", "v + [healthy] − 0.5 ‖a‖² − 5·10⁻⁴ ‖clip(F, ±1)‖²"),
        new("GymHumanoid", -12.5 - (0.1 * 17 * 0.16) - 10, 12.5 + 5, Gym + "mujoco/humanoid_v5.py", "1.25 v + 5 [healthy] − 0.1 ‖a‖² − min(5·10⁻⁷ ‖F‖², 10)"),
        new("GymReacher", -(Math.Sqrt(3) * 0.41) - (0.1 * 2), 0, Gym + "mujoco/reacher_v5.py", "−‖d‖ − 0.1 ‖a‖²"),
        new("GymPusher", (-1.5 * Math.Sqrt(12)) - (0.1 * 7 * 4), 0, Gym + "mujoco/pusher_v5.py", "−0.5 ‖near‖ − ‖to the goal‖ − 0.1 ‖a‖²"),
        new("GymLunarLander", -(0.99 * ((100 * Math.Sqrt(1 + 2.25)) + (100 * Math.Sqrt(50)) + 315)) - 20 - 0.33, 100 + (100 * Math.Sqrt(4.5)) + (100 * Math.Sqrt(50)) + 315, Gym + "box2d/lunar_lander.py", "its shaping as a potential, which an end drops; −0.3 m − 0.03 s, ±100 at the end, off the field from |x| = 1"),
        new("GymBipedalWalker", -100, (4.333333 * 0.5) + (5 * 3.15), Gym + "box2d/bipedal_walker.py", "4.333 m of progress in a step of at most 0.5 m, 5 × the tilt that is undone, −0.028 Σ|a|; a fall replaces all by −100"),
        new("GymCarRacing", -100, 1000 - 0.1, Gym + "box2d/car_racing.py", "1000 for all tiles, −0.1, replaced by −100 off the field"),

        new("BallBalance", 1 / (1 + Math.Sqrt(3)) / (1 + Math.Sqrt(300)), 1, "https://github.com/isaac-sim/IsaacGymEnvs/blob/main/isaacgymenvs/tasks/ball_balance.py", "1 / (1 + d) · 1 / (1 + v)"),
        new("IsaacCartpole", -(((Math.PI * Math.PI) + (0.01 * 10) + (0.005 * 20)) / 60) - (2 / 60.0), 1 / 60.0, IsaacLab + "manager_based/classic/cartpole/cartpole_env_cfg.py", "(1 − θ² − 0.01 |v| − 0.005 |ω| − 2 [terminated]) dt; alive is not paid at the end"),
        new("IsaacQuadcopter", -((0.05 * 75) + (0.01 * 300)) * 0.02, 15 * 0.02, IsaacLab + "direct/quadcopter/quadcopter_env.py", "(15 (1 − tanh(d / 0.8)) − 0.05 ‖v‖² − 0.01 ‖ω‖²) dt"),
        new("FrankaLift", -1e-4 * (32 + 81) * 0.02, (1 + 15 + 16 + 5) * 0.02, IsaacLab + "manager_based/manipulation/lift/lift_env_cfg.py", "the sum of the positive weights, times dt"),
        new("LeggedGym", 0, (1 + 0.5 + (4 * 19.5)) * 0.02, "https://github.com/leggedrobotics/legged_gym/blob/master/legged_gym/envs/base/legged_robot.py", "cut at 0; four feet that land after 20 s"),
        new("IsaacVelocityRough", -(50 + 10 + 0.768 + 3 + 0.48 + 0.25 + 4) * 0.02, (1 + 0.5 + (0.125 * 4 * 19.5)) * 0.02, IsaacLab + "manager_based/locomotion/velocity/velocity_env_cfg.py", "every cost at its most, four feet that land at once; four feet that land after 20 s, times dt"),
        new("Go1Joystick", 0, (1 + 0.5 + 0.5) * 0.02, Playground + "locomotion/go1/joystick.py", "cut at 0; the sum of the positive weights, times dt"),
        new("PandaPickCube", (4 * (1 - Math.Tanh(15))) + (0.3 * (1 - Math.Tanh(3 * Math.Sqrt(7)))), 4 + 8 + 0.25 + 0.3, Playground + "manipulation/franka_emika_panda/pick.py", "the sum of the weights"),
        new("AlohaHandover", -0.1, 1 + 0.02, Playground + "manipulation/aloha/handover.py", "all of the staged value in one step, 0.02 for staying; −0.1 for a drop"),

        new("MetaWorldReach", 0, 10, MetaWorld + "sawyer_reach_v3.py", "10 × a long tail (arXiv:1910.10897: rewards lie in [0, 10])"),
        new("MetaWorldPickPlace", 0, 10, MetaWorld + "sawyer_pick_place_v3.py", "10 at the goal, at most 1 + 1 + 5 before"),
        new("MetaWorldButtonPress", 0, 10, MetaWorld + "sawyer_button_press_topdown_v3.py", "5 × a Hamacher product + 5"),
        new("ManiSkillPickCube", 0, 1, "https://github.com/haosulab/ManiSkill/blob/main/mani_skill/envs/tasks/tabletop/pick_cube.py", "compute_normalized_dense_reward: at most 5, divided by 5"),

        new("FlowDesiredVelocity", 0, 1, "https://github.com/flow-project/flow/blob/master/flow/core/rewards.py", "max(‖v_d‖ − ‖v_d − v‖, 0) / ‖v_d‖"),
        new("MiniGrid", 0, 1 - (0.9 / 256), "https://github.com/Farama-Foundation/Minigrid/blob/master/minigrid/minigrid_env.py", "1 − 0.9 t / T at the goal, t = 1 the earliest"),
        new("LucyKinesthetic", -1, 1, "https://arxiv.org/abs/2305.15801", "a geometric mean of shares with a sign"),
        new("Highway", 0, 1, "https://github.com/Farama-Foundation/HighwayEnv/blob/master/highway_env/envs/highway_env.py", "mapped from [−1, 0.5] to [0, 1]"),
        new("DapoOverlong", -2, 1, "https://arxiv.org/abs/2503.14476", "eq. 13: ±1 for the answer, at most 1 less for its length"),
        new("KimiLength", -0.5, 1.5, "https://arxiv.org/abs/2501.12599", "length reward in [−0.5, 0.5], 1 for a right answer"),
        new("Gsm8kStrict", 0, 1, "https://github.com/volcengine/verl/blob/main/verl/utils/reward_score/gsm8k.py", "right or not"),
        new("RepetitionPenalty", -1, 0, "https://github.com/huggingface/open-r1/blob/main/src/open_r1/rewards.py", "−(1 − unique / total)"),
    ];

    public static TheoryData<string> Names => [.. s_rewards.Select(static r => r.Spec)];

    [Theory]
    [MemberData(nameof(Names))]
    public void ProvenRange_IsTheTrueRange(string name)
    {
        PublishedReward reward = s_rewards.Single(r => r.Spec == name);
        ProvenRange proven = Prove(name);
        double slack = Slack(reward);
        string shown = string.Create(CultureInfo.InvariantCulture, $"{name} ({reward.Source}: {reward.Fact}): proven {proven.Range}, true [{reward.Lo:G7}, {reward.Hi:G7}]");
        Assert.False(proven.Range.MayBeNaN, shown);
        Assert.True(Math.Abs(proven.Range.Lo - reward.Lo) <= slack && Math.Abs(proven.Range.Hi - reward.Hi) <= slack, shown);

        // Never inside of it, but for rounding and for kernels whose ends are given as 0 though they only come near.
        double inside = 2e-5 * Math.Max(Math.Abs(reward.Lo), Math.Abs(reward.Hi));
        Assert.True(proven.Range.Lo <= reward.Lo + inside && proven.Range.Hi >= reward.Hi - inside, "Not sound: " + shown);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void EndsOfTheRange_AreShownByPoints(string name)
    {
        // The author is shown a state that pays the worst and one that pays the best.
        PublishedReward reward = s_rewards.Single(r => r.Spec == name);
        ProvenRange proven = Prove(name);
        if (reward.Lo == reward.Hi)
        {
            return;
        }

        string shown = string.Create(CultureInfo.InvariantCulture, $"{name}: found {proven.AttainedLo:G7} to {proven.AttainedHi:G7}, true [{reward.Lo:G7}, {reward.Hi:G7}]");
        Assert.True(Math.Abs(proven.AttainedLo - reward.Lo) <= Slack(reward) && Math.Abs(proven.AttainedHi - reward.Hi) <= Slack(reward), shown);
    }

    [Fact]
    public void EveryPublishedReward_IsInTheTable()
    {
        string[] published = [.. Corpus.All.Where(static s => s.Type.Namespace == "RewardDsl.Specs.Published").Select(static s => s.Type.Name)];
        Assert.Equal(published.Order(StringComparer.Ordinal), s_rewards.Select(static r => r.Spec).Order(StringComparer.Ordinal));
        Assert.True(s_rewards.Count >= 18);
    }

    private static double Slack(PublishedReward reward) => Math.Max(Tolerance * (reward.Hi - reward.Lo), 1e-6 * Math.Max(Math.Abs(reward.Lo), Math.Abs(reward.Hi)));

    private static ProvenRange Prove(string name)
    {
        CorpusSpec spec = Corpus.All.Single(s => s.Type.Namespace == "RewardDsl.Specs.Published" && s.Type.Name == name);
        SpecAnalysis analysis = SpecAnalysis.Of(spec.Lowered, spec.Contract);
        return analysis.Analysis.Prove(analysis.Step.Outputs.Single(static o => o.Kind == OutputKind.Total).Value);
    }

    /// <summary>A published reward and its true range.</summary>
    /// <param name="Spec">Its name in the corpus.</param>
    /// <param name="Lo">The lowest payment of a step.</param>
    /// <param name="Hi">The highest payment of a step.</param>
    /// <param name="Source">Where it was published.</param>
    /// <param name="Fact">Why the range is what it is.</param>
    private sealed record PublishedReward(string Spec, double Lo, double Hi, string Source, string Fact);
}
