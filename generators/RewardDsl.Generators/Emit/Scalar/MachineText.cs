using System;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>Prints reward machines as the C# that the scalar class runs: a switch on the state before, in the order of the transitions.</summary>
internal static class MachineText
{
    /// <summary>The property that the author declared: the state after the step; on a reset observation, which has no step before it, the start.</summary>
    public static void Property(SourceWriter writer, SurfaceMember member)
    {
        SurfaceMachine machine = member.Machine!;
        // An enum that cannot be a machine has fewer states than it names; its declaration carries the error.
        string State(int state) => state < machine.States.Count ? member.TypeName + "." + Identifiers.Escape(machine.States[state]) : "default";
        writer.Line(machine.Modifiers + " " + member.TypeName + " " + Identifiers.Escape(member.Name) + " => __previous is null ? " + State((int)Literals.Float(member.InitialBits)) + " : Previous." + Identifiers.Escape(member.Name) + " switch");
        using (writer.Open("", "};"))
        {
            foreach (SurfaceTransition transition in machine.Transitions)
            {
                writer.Line(State(transition.From) + When(transition, static m => "this." + Identifiers.Escape(m)) + " => " + State(transition.To) + ",");
            }

            writer.Line("var stays => stays,");
        }

        writer.Line();
    }

    /// <summary>What the step's transition pays, as an expression.</summary>
    /// <param name="member">The property.</param>
    /// <param name="instance">Reads a member of the spec.</param>
    public static string Reward(SurfaceMember member, Func<string, string> instance)
    {
        SurfaceMachine machine = member.Machine!;
        string state = "Previous." + Identifiers.Escape(member.Name);
        return string.Concat(machine.Transitions.Select(t =>
            state + " == " + member.TypeName + "." + Identifiers.Escape(machine.States[t.From]) + (t.Guard.Kind == TemporalOperator.True ? "" : " && " + Condition(t.Guard, instance))
                + " ? " + Literals.CSharp(t.RewardBits) + " : ")) + "0f";
    }

    private static string When(SurfaceTransition transition, Func<string, string> instance) =>
        transition.Guard.Kind == TemporalOperator.True ? "" : " when " + Condition(transition.Guard, instance);

    private static string Condition(TemporalFormula guard, Func<string, string> instance)
    {
        string Of(int operand) => Condition(guard.Operands[operand], instance);
        return guard.Kind switch
        {
            TemporalOperator.Atom => instance(guard.Name),
            TemporalOperator.True => "true",
            TemporalOperator.False => "false",
            TemporalOperator.Not => "!" + Of(0),
            TemporalOperator.Implies => "(!" + Of(0) + " || " + Of(1) + ")",
            TemporalOperator.Iff => "(" + Of(0) + " == " + Of(1) + ")",
            TemporalOperator.Xor => "(" + Of(0) + " != " + Of(1) + ")",
            _ => "(" + string.Join(guard.Kind == TemporalOperator.And ? " && " : " || ", guard.Operands.Select(o => Condition(o, instance))) + ")",
        };
    }
}
