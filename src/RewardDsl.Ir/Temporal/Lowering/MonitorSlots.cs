using System;
using System.Collections.Generic;

namespace RewardDsl.Ir;

/// <summary>The carries of one monitor: steps counted, values delayed, windows and running numbers. What is asked for twice is there once.</summary>
/// <param name="builder">The step program.</param>
/// <param name="carries">Where carries are added.</param>
/// <param name="name">What their names begin with.</param>
internal sealed class MonitorSlots(ProgramBuilder builder, IMonitorCarries carries, string name)
{
    private readonly Dictionary<(int Value, int Reach, CarryForm Form, int Partner), int> _rings = [];
    private int _count;
    private int _clock = -1;
    private int _clockCarry;
    private int _farthest;

    /// <summary>Numbers kept for each environment.</summary>
    public int Memory { get; private set; }

    /// <summary>How many steps of the episode came before this one; no more is counted than is asked for.</summary>
    public int Clock
    {
        get
        {
            if (_clock < 0)
            {
                (_clockCarry, _clock) = Add(new CarrySlot(name + ".Steps", IrType.Float), 0f);
            }

            return _clock;
        }
    }

    /// <summary>Whether at least so many steps of the episode came before this one.</summary>
    public int IsAtLeast(int steps)
    {
        if (steps <= 0)
        {
            return builder.Const(true);
        }

        _farthest = Math.Max(_farthest, steps);
        return builder.Apply(Opcode.LessOrEqual, builder.Const((float)steps), Clock);
    }

    /// <summary>Lets the count run as far as a reader of it looks.</summary>
    public int ClockUpTo(int steps)
    {
        _farthest = Math.Max(_farthest, steps);
        return Clock;
    }

    /// <summary>A number that each step makes from what the last one left.</summary>
    /// <param name="what">What it is.</param>
    /// <param name="initial">Its value at the start.</param>
    /// <param name="next">What the step leaves.</param>
    public int Running(string what, float initial, Func<int, int> next)
    {
        (int carry, int before) = Add(new CarrySlot(Name(what), IrType.Float), initial);
        int value = next(before);
        carries.Write(carry, value);
        return value;
    }

    /// <summary>The value some steps ago; before the start a constant.</summary>
    public int Delayed(int value, int steps, float initial) => Ring(value, steps, CarryForm.Delayed, initial, -1);

    /// <summary>The extreme of a value over the last steps, this one not among them.</summary>
    public int Window(bool isMax, int value, int steps) => Ring(value, steps, isMax ? CarryForm.Largest : CarryForm.Smallest, Extremes.None(isMax), -1);

    /// <summary>Until or release over the last steps, this one not among them.</summary>
    /// <param name="isMax">Whether it is until.</param>
    /// <param name="left">The window of the left operand (<see cref="Window"/>).</param>
    /// <param name="right">The right operand.</param>
    /// <param name="steps">How many steps.</param>
    public int Reached(bool isMax, int left, int right, int steps) =>
        Ring(right, steps, isMax ? CarryForm.Until : CarryForm.Release, Extremes.None(isMax), steps == 1 ? -1 : (int)builder[left].Immediate);

    /// <summary>Writes what all readers are known for: call it once, when everything is there.</summary>
    public void Finish()
    {
        if (_clock >= 0)
        {
            carries.Write(_clockCarry, builder.Apply(Opcode.Min, builder.Apply(Opcode.Add, _clock, builder.Const(1f)), builder.Const((float)_farthest)));
        }
    }

    private int Ring(int value, int steps, CarryForm form, float initial, int partner)
    {
        if (steps == 1)
        {
            // One step is a plain carry, whatever is read of it.
            form = CarryForm.Delayed;
        }

        var key = (value, steps, form, form == CarryForm.Delayed ? (int)Literals.Bits(initial) : partner);
        if (!_rings.TryGetValue(key, out int read))
        {
            (int carry, read) = Add(new CarrySlot(Name(form == CarryForm.Delayed ? "Delay" : "Window"), IrType.Float) { Reach = steps, Form = form, Partner = form == CarryForm.Delayed ? -1 : partner }, initial);
            carries.Write(carry, value);
            _rings.Add(key, read);
        }

        return read;
    }

    private (int Carry, int Value) Add(CarrySlot slot, float initial)
    {
        int carry = carries.Add(slot, Literals.Bits(initial));
        Memory += slot.Floats;
        return (carry, builder.Leaf(Opcode.Carry, slot.Type, carry));
    }

    private string Name(string what) => name + "." + what + Literals.Integer(++_count);
}
