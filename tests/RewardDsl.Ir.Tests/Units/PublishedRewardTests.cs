using System.Linq;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>Published rewards with the units of their signals: none may be reported; their mistakes are.</summary>
public sealed class PublishedRewardTests
{
    private readonly UnitProgram _p = new();

    [Fact]
    public void Pendulum_IsSilent()
    {
        // −(θ² + 0.1 θ̇² + 0.001 u²), θ wrapped.
        Term angle = _p.Scalar("rad");
        Term turn = _p.Const(6.2831855f);
        Term wrapped = angle - (turn * (angle / turn).Do(Opcode.Round));
        Term speed = _p.Scalar("rad/s");
        Term torque = _p.Scalar("N*m");
        Term reward = -((wrapped * wrapped) + (0.1f * (speed * speed)) + (0.001f * (torque * torque)));
        Silent();
        Assert.Equal("rad²", _p.Analyze().UnitOf(reward.Id)!.Text);
    }

    [Fact]
    public void CartPole_IsSilent()
    {
        Term position = _p.Scalar("m");
        Term angle = _p.Scalar("rad");
        Term force = _p.Scalar("N");
        Term previous = _p.Carry("Previous.Force");
        _p.Feed(previous, force);
        Term upright = Square(angle / 0.1f).Do(Opcode.Exp);
        Term centred = 1f - (position.Do(Opcode.Abs) / 2.4f).Do(Opcode.Max, _p.Const(0f));
        Term jerk = Square(force - previous);
        Term gate = angle.Do(Opcode.Abs) < 0.2f;
        Term potential = -angle.Do(Opcode.Abs);
        Term before = _p.Carry("Potential.Balance");
        _p.Feed(before, _p.Parameter() * potential);
        Term shaped = (0.99f * (_p.Parameter() * potential)) - before;
        _ = (_p.Parameter() * upright) + (_p.Parameter() * gate.Select(centred, _p.Const(0f))) - (_p.Parameter() * jerk) + shaped;
        Silent();
        Assert.Equal("N²", _p.Analyze().UnitOf(jerk.Id)!.Text);
    }

    [Fact]
    public void Quadruped_IsSilent()
    {
        // The terms of a velocity reward for four legs, with the unit of the command too.
        Term[] command = _p.Components(3, "m/s");
        Term[] velocity = _p.Components(3, "m/s", "body");
        Term[] turn = _p.Components(3, "rad/s", "body");
        Term commandTurn = _p.Scalar("rad/s");
        Term[] gravity = _p.Components(3, "1", "body");
        Term torque = _p.Vector(12, "N*m");
        Term acceleration = _p.Vector(12, "rad/s^2");
        Term joints = _p.Vector(12, "rad");
        Term action = _p.Vector(12, "");
        Term previous = _p.Vector(12, "");
        Term air = _p.Vector(4, "s");
        Term contact = _p.Vector(4, "s");
        Term[] force = _p.List(4, "N");
        Term norms = (Square(force[0]) + Square(force[1]) + Square(force[2])).Do(Opcode.Sqrt);
        Term touchdown = (contact > 0f).Do(Opcode.And, contact < 0.02f);
        Term[] terms =
        [
            (-(Square(command[0] - velocity[0]) + Square(command[1] - velocity[1])) / 0.25f).Do(Opcode.Exp),
            (-Square(commandTurn - turn[2]) / 0.25f).Do(Opcode.Exp),
            Square(velocity[2]), Square(turn[0]) + Square(turn[1]), Square(torque).Do(Opcode.Sum), Square(acceleration).Do(Opcode.Sum), Square(action - previous).Do(Opcode.Sum),
            touchdown.Select(_p.Of(_p.Builder.Broadcast((air - 0.5f)[0].Id, 4)), _p.Of(_p.Builder.Broadcast(_p.Const(0f).Id, 4))).Do(Opcode.Sum),
            (norms > 1f).Do(Opcode.BoolToFloat).Do(Opcode.Sum),
            Square(gravity[0]) + Square(gravity[1]),
            ((-0.9f - joints).Do(Opcode.Max, _p.Const(0f)) + (joints - 0.9f).Do(Opcode.Max, _p.Const(0f))).Do(Opcode.Sum),
            (Square(command[0]) + Square(command[1])).Do(Opcode.Sqrt),
        ];
        _ = terms.Aggregate(_p.Const(0f), (all, term) => all + (_p.Parameter() * term));
        Silent();
        Assert.Equal("N", _p.Analyze().UnitOf(norms.Id)!.Text);
    }

    [Fact]
    public void Reaching_IsSilent()
    {
        // 1 / (1 + d²) squared, doubled near by; exp(−d) and 1 − tanh(10 d) without a scale; max(0, 2 − d⁴); a hovering product of such terms.
        Term d = _p.Scalar("m");
        Term tilt = _p.Scalar("rad");
        Term spin = _p.Scalar("rad/s");
        Term near = 1f / (1f - -(d * d));
        Term squared = near * near;
        _ = (d < 0.02f).Select(2f * squared, squared) + (-d).Do(Opcode.Exp) + (1f - (10f * d).Do(Opcode.Tanh)) + (2f - d.Do(Opcode.Pow, _p.Const(4f))).Do(Opcode.Max, _p.Const(0f));
        Term position = 1f / (1f - -(d * d));
        _ = position + (position * ((1f / (1f - -(tilt * tilt))) + (1f / (1f - -(spin * spin)))));
        Silent();
    }

    [Fact]
    public void Locomotion_BareVelocityWithBonusAndCosts_IsSilent()
    {
        Term speed = _p.Scalar("m/s");
        Term healthy = _p.Scalar("m") > 0.7f;
        Term torque = _p.Vector(6, "N*m");
        Term height = _p.Scalar("m");
        _ = speed + healthy.Select(_p.Const(1f), _p.Const(0f)) - (0.001f * Square(torque).Do(Opcode.Sum));
        _ = 10f - ((0.01f * Square(speed)) + Square(height - 2f));
        Silent();
    }

    [Fact]
    public void Lander_IsSilent()
    {
        Term x = _p.Scalar("m");
        Term v = _p.Scalar("m/s");
        Term angle = _p.Scalar("rad");
        Term leg = _p.Scalar("", storage: InputStorage.Byte).Do(Opcode.BoolToFloat);
        Term shaping = (-100f * Square(x).Do(Opcode.Sqrt)) - (100f * Square(v).Do(Opcode.Sqrt)) - (100f * angle.Do(Opcode.Abs)) + (10f * leg);
        Term before = _p.Carry();
        _p.Feed(before, shaping);
        _ = shaping - before;
        Silent();
    }

    [Fact]
    public void Pick_WithMeans_IsSilent()
    {
        // A geometric mean, a soft minimum and a mean keep to the unit of what they are of.
        Term d = _p.Vector(4, "m");
        Term limit = _p.Scalar("m");
        Term geometric = (d.Do(Opcode.Log).Do(Opcode.Sum) / 4f).Do(Opcode.Exp);
        Term least = d.Do(Opcode.ReduceMin);
        Term soft = least - ((-(d - _p.Of(_p.Builder.Broadcast(least.Id, 4)))).Do(Opcode.Exp).Do(Opcode.Sum) / 4f).Do(Opcode.Log);
        _ = geometric > limit;
        _ = soft > limit;
        _ = d.Do(Opcode.Sum) / 4f > limit;
        Silent();
    }

    [Fact]
    public void UnitLengths_AreSilent()
    {
        // The height of an arm of two links of 1 m, and the tip of a pole of 1 m on a cart.
        Term first = _p.Scalar("rad");
        Term second = _p.Scalar("rad");
        Term height = -first.Do(Opcode.Cos) - (first - -second).Do(Opcode.Cos);
        _ = height > _p.Scalar("m");
        _ = _p.Scalar("m") + first.Do(Opcode.Sin);
        Silent();
    }

    [Fact]
    public void MetresPlusRadians_IsFound()
    {
        // A known mistake: the weights are an accident of the units.
        _ = _p.Scalar("m").Do(Opcode.Abs) + _p.Scalar("rad").Do(Opcode.Abs);
        Assert.Equal("m and rad", Assert.Single(_p.Analyze().Findings()).Mismatch.Text);
    }

    private static Term Square(Term x) => x * x;

    private void Silent()
    {
        Assert.Empty(Verifier.Check(_p.Build()));
        Assert.Empty(_p.Analyze().Findings().Select(f => f.Value + ": " + f.Mismatch.Text));
    }
}
