using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// Reads a formula that is C#: the functions of RewardMath and the operators of Formula, over conditions that are any bool expressions. Helper
/// properties of type Formula are inlined.
/// </summary>
/// <param name="bodies">The bound C#.</param>
/// <param name="number">The value of a condition, by the name of the formula that reads it: the same number for the same condition; negative when an error was reported.</param>
/// <param name="diagnostics">Takes what is wrong.</param>
internal sealed class FormulaBodyReader(Bodies bodies, Func<string, IOperation, int> number, RewardDiagnostics diagnostics)
{
    private const int MostAtoms = 64;

    private static readonly char[] s_spaces = { ' ', '\t', '\r', '\n' };

    private readonly Stack<IPropertySymbol> _active = new();
    private readonly List<FormulaAtom> _atoms = new();
    private readonly List<FormulaPlace> _places = new();
    private string _owner = "";
    private int _place;
    private int _nesting;

    /// <summary>Reads a formula; null when an error was reported.</summary>
    public ReadFormula? Read(FormulaDeclaration declaration)
    {
        _atoms.Clear();
        _places.Clear();
        _place = 0;
        _nesting = 0;
        _owner = declaration.Name;
        return Property(declaration.Property!, declaration.Location) is { } formula ? new ReadFormula(formula, _atoms.ToList(), _places.ToList()) : null;
    }

    private TemporalFormula? Property(IPropertySymbol property, Location? location)
    {
        if (_active.Contains(property, SymbolEqualityComparer.Default))
        {
            diagnostics.Report(RuleCatalogue.MemberCycle, location, property.Name);
            return null;
        }

        if (property.GetMethod is null || bodies.Of(property.GetMethod) is not { } body)
        {
            diagnostics.Report(RuleCatalogue.FormulaExpression, location, "'" + property.Name + "'", "it has no body");
            return null;
        }

        _active.Push(property);
        try
        {
            IOperation? value = body switch
            {
                IBlockOperation { Operations: { Length: 1 } only } when only[0] is IReturnOperation returned => returned.ReturnedValue,
                IBlockOperation => null,
                _ => body,
            };
            return value is null ? Reject(body, "a formula is one expression: write '=> …'") : Visit(value);
        }
        finally
        {
            _active.Pop();
        }
    }

    private TemporalFormula? Visit(IOperation operation)
    {
        if (_nesting == TemporalParser.DeepestNesting)
        {
            return TooDeep(operation);
        }

        _nesting++;
        TemporalFormula? formula = Read(operation);
        _nesting--;

        // A constant is one object wherever it is written; of what is read through a helper or parentheses the innermost place counts.
        if (formula is not null && formula.Kind is not (TemporalOperator.True or TemporalOperator.False) && (_places.Count == 0 || !ReferenceEquals(_places[_places.Count - 1].Part, formula)))
        {
            _places.Add(new FormulaPlace(formula, operation.Syntax, default));
        }

        return formula;
    }

    private TemporalFormula? Read(IOperation operation)
    {
        switch (operation)
        {
            case IParenthesizedOperation parenthesized:
                return Read(parenthesized.Operand);
            case IConversionOperation { OperatorMethod: not null, Type: { } type } condition when FormulaDiscovery.IsFormula(type):
                return Condition(condition.Operand);
            case IConversionOperation conversion:
                return Read(conversion.Operand);
            case IUnaryOperation { OperatorMethod: { } method } not when FormulaDiscovery.IsFormula(method.ContainingType):
                return Visit(not.Operand) is { } operand ? TemporalFormula.Not(operand) : null;
            case IBinaryOperation { OperatorMethod: { } method } both when FormulaDiscovery.IsFormula(method.ContainingType):
                return Both(both);
            case IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Property: { } property } when FormulaDiscovery.IsFormula(property.Type):
                return Property(property, operation.Syntax.GetLocation());
            case IInvocationOperation invocation when Function(invocation.TargetMethod) is { } kind:
                return Function(invocation, kind);
            case IInvocationOperation { TargetMethod: { Name: "FromBoolean", ContainingType: { } type } } named when FormulaDiscovery.IsFormula(type):
                return Condition(named.Arguments[0].Value);
            case IInvalidOperation:
                // The compiler has already said what is wrong here.
                diagnostics.Fail();
                return null;
            case IConditionalOperation:
                return Reject(operation, "a formula is the same at every step; choose with '&' and '|', as in (a & p) | (!a & q)");
            case IInvocationOperation:
                return Reject(operation, "write it as a property of type Formula, or use the functions of RewardMath");
            default:
                return Reject(operation, "use the functions of RewardMath (Always, Eventually, Until, …) and the operators & | ! ^ on conditions");
        }
    }

    /// <summary>A row of operands with the same operator between them, which is not deep however long it is.</summary>
    private TemporalFormula? Both(IBinaryOperation operation)
    {
        var operands = new Stack<IOperation>();
        IOperation first = operation;
        while (first is IBinaryOperation { OperatorMethod: { } method } row && row.OperatorKind == operation.OperatorKind && FormulaDiscovery.IsFormula(method.ContainingType))
        {
            operands.Push(row.RightOperand);
            first = row.LeftOperand;
        }

        TemporalFormula? all = Visit(first);
        foreach (IOperation operand in operands)
        {
            TemporalFormula? right = Visit(operand);
            all = all is null || right is null ? null : operation.OperatorKind switch
            {
                BinaryOperatorKind.And => TemporalFormula.And(all, right),
                BinaryOperatorKind.Or => TemporalFormula.Or(all, right),
                _ => TemporalFormula.Xor(all, right),
            };
        }

        return all is { Depth: > TemporalParser.DeepestNesting } ? TooDeep(operation) : all;
    }

    private static TemporalOperator? Function(IMethodSymbol method) =>
        method.ContainingType is { Name: "RewardMath", ContainingNamespace: { Name: "RewardDsl", ContainingNamespace.IsGlobalNamespace: true } } && FormulaDiscovery.IsFormula(method.ReturnType)
            && Enum.TryParse(method.Name, out TemporalOperator kind) ? kind : null;

    private TemporalFormula? Function(IInvocationOperation invocation, TemporalOperator kind)
    {
        var operands = new List<TemporalFormula>();
        var window = new List<(string Name, decimal Value)>();
        bool failed = false;
        foreach (IArgumentOperation argument in invocation.Arguments.OrderBy(static a => a.Parameter?.Ordinal ?? 0))
        {
            if (FormulaDiscovery.IsFormula(argument.Parameter!.Type))
            {
                if (Visit(argument.Value) is { } operand)
                {
                    operands.Add(operand);
                }
                else
                {
                    failed = true;
                }
            }
            else if (Distance(argument) is { } distance)
            {
                window.Add((argument.Parameter.Name, distance));
            }
            else
            {
                failed = true;
            }
        }

        if (failed)
        {
            return null;
        }

        decimal to = window.Count == 0 ? 0 : window[window.Count - 1].Value;
        decimal from = window.Count < 2 ? 0 : window[0].Value;
        bool isSeconds = window.Count > 0 && window[0].Name.EndsWith("Seconds", StringComparison.Ordinal);
        decimal? end = window.Count == 0 || (!isSeconds && to == int.MaxValue) ? null : to;
        string? problem = from < 0 || to < 0 ? "a window starts at 0 or later"
            : end < from ? "it ends before it starts"
            : !isSeconds && (from > TemporalWindow.FarthestStep || end > TemporalWindow.FarthestStep) ? "a window reaches " + Literals.Integer(TemporalWindow.FarthestStep) + " steps at most"
            : null;
        if (problem is not null)
        {
            diagnostics.Report(RuleCatalogue.FormulaWindow, invocation.Arguments.First(a => !FormulaDiscovery.IsFormula(a.Parameter!.Type)).Syntax.GetLocation(), _owner, problem);
            return null;
        }

        TemporalWindow reach = isSeconds ? TemporalWindow.Seconds(from, end) : TemporalWindow.Steps((int)from, end is { } last ? (int)last : null);
        return TemporalFormula.Of(kind, operands, reach);
    }

    private decimal? Distance(IArgumentOperation argument)
    {
        IOperation value = argument.Value;
        if (value.ConstantValue is { HasValue: true, Value: { } constant })
        {
            double number = Convert.ToDouble(constant, CultureInfo.InvariantCulture);
            if (!double.IsNaN(number) && Math.Abs(number) < 1e15)
            {
                return (decimal)number;
            }
        }

        diagnostics.Report(RuleCatalogue.FormulaWindow, argument.Syntax.GetLocation(), _owner, "the window must be a compile-time constant, because the automaton is built from it");
        return null;
    }

    private TemporalFormula? Condition(IOperation operation)
    {
        int place = _place++;
        if (operation.ConstantValue is { HasValue: true, Value: bool constant })
        {
            return constant ? TemporalFormula.True : TemporalFormula.False;
        }

        // A condition and its opposite are one atom: half as many letters, and the same automaton as of the formula as text.
        bool isNegated = false;
        while (Opposite(operation) is { } opposite)
        {
            operation = opposite.Operation;
            isNegated ^= opposite.Negates;
        }

        int value = number(_owner, operation);
        if (value < 0)
        {
            return null;
        }

        int atom = _atoms.FindIndex(a => a.Value == value);
        if (atom < 0)
        {
            atom = _atoms.Count;
            if (atom == MostAtoms)
            {
                diagnostics.Report(RuleCatalogue.FormulaTooLarge, operation.Syntax.GetLocation(), _owner, "a formula reads " + Literals.Integer(MostAtoms) + " conditions at most");
                return null;
            }

            _atoms.Add(new FormulaAtom(Text(operation.Syntax), value, "", place, isNegated));
        }

        TemporalFormula proposition = TemporalFormula.Proposition(atom, _atoms[atom].Name);
        return isNegated ? TemporalFormula.Not(proposition) : proposition;
    }

    private static (IOperation Operation, bool Negates)? Opposite(IOperation operation) => operation switch
    {
        IParenthesizedOperation parenthesized => (parenthesized.Operand, false),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null, Type.SpecialType: SpecialType.System_Boolean } not => (not.Operand, true),
        _ => null,
    };

    /// <summary>As it is written, on one line.</summary>
    private static string Text(SyntaxNode syntax) => string.Join(" ", syntax.ToString().Split(s_spaces, StringSplitOptions.RemoveEmptyEntries)).Replace('"', '\'');

    private TemporalFormula? TooDeep(IOperation operation)
    {
        diagnostics.Report(RuleCatalogue.FormulaTooLarge, operation.Syntax.GetLocation(), _owner, "the formula is nested more than " + Literals.Integer(TemporalParser.DeepestNesting) + " deep");
        return null;
    }

    private TemporalFormula? Reject(IOperation operation, string hint)
    {
        diagnostics.Report(RuleCatalogue.FormulaExpression, operation.Syntax.GetLocation(), ConstructNames.Describe(operation).Construct, hint);
        return null;
    }
}
