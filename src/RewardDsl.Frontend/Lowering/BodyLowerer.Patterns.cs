using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <content>Switch expressions and patterns.</content>
internal sealed partial class BodyLowerer
{
    /// <summary>The arms from the last, which must take everything, to the first.</summary>
    private Value Switch(ISwitchExpressionOperation choice)
    {
        Value value = Visit(choice.Value);
        ISwitchExpressionArmOperation last = choice.Arms[choice.Arms.Length - 1];
        if (last.Pattern is not IDiscardPatternOperation || last.Guard is not null)
        {
            diagnostics.Report(RuleCatalogue.UnsupportedConstruct, last.Syntax.GetLocation(), "A switch without a last arm for everything else", " (end it with '_ => …')");
            return Value.Error;
        }

        Value result = Visit(last.Value);
        for (int i = choice.Arms.Length - 2; i >= 0; i--)
        {
            ISwitchExpressionArmOperation arm = choice.Arms[i];
            Value condition = Pattern(arm.Pattern, value);
            if (arm.Guard is not null)
            {
                condition = Both(Opcode.And, condition, Visit(arm.Guard), arm);
            }

            result = Select(condition, Visit(arm.Value), result, arm.Syntax);
        }

        return result;
    }

    /// <summary>Whether a number or truth value matches, recorded for the rules.</summary>
    private Value Pattern(IPatternOperation pattern, Value value)
    {
        Value result = Match(pattern, value);
        if (pattern is not (IDiscardPatternOperation or IDeclarationPatternOperation or IRecursivePatternOperation))
        {
            sites?.Add(SiteKind.Test, nameof(Pattern), pattern.Syntax, scope.Member, result, value);
        }

        return result;
    }

    /// <summary>Whether a number or truth value matches: constants, comparisons, and, or, not.</summary>
    private Value Match(IPatternOperation pattern, Value value)
    {
        if (value.IsError || value.IsTuple || builder.TypeOf(value.Id).IsVector)
        {
            return value.IsError ? value : Reject(pattern);
        }

        if (value.IsOptional)
        {
            return OptionalPattern(pattern, value);
        }

        switch (pattern)
        {
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: { } big } } when value.Whole is not null && !IsExact(ToWhole(big)):
            case IRelationalPatternOperation { Value.ConstantValue: { HasValue: true, Value: { } limit } } when value.Whole is not null && !IsExact(ToWhole(limit)):
                return TooBig(pattern);
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: { } named } } when value.Whole is not null:
                return Value.Of(builder.Apply(Opcode.Equal, value.Id, builder.Const((float)ToWhole(named))));
            case IRelationalPatternOperation { Value.ConstantValue: { HasValue: true, Value: { } named } } relation when value.Whole is not null:
                return Relation(relation, value, builder.Const((float)ToWhole(named)));
            case IDiscardPatternOperation:
                return Value.Of(builder.Const(true));
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: float number } }:
                return Value.Of(float.IsNaN(number) ? builder.Apply(Opcode.IsNaN, value.Id) : builder.Apply(Opcode.Equal, value.Id, builder.Const(number)));
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool flag } }:
                return flag ? value : Value.Of(builder.Apply(Opcode.Not, value.Id));
            case IRelationalPatternOperation { Value.ConstantValue: { HasValue: true, Value: float bound } } relation:
                return Relation(relation, value, builder.Const(bound));
            case IBinaryPatternOperation both:
                return Both(both.OperatorKind == BinaryOperatorKind.Or ? Opcode.Or : Opcode.And, Pattern(both.LeftPattern, value), Pattern(both.RightPattern, value), both);
            case INegatedPatternOperation negated:
                return Map(Pattern(negated.Pattern, value), x => builder.Apply(Opcode.Not, x));
            default:
                return Reject(pattern);
        }
    }

    private Value Relation(IRelationalPatternOperation relation, Value value, int limit) => relation.OperatorKind switch
    {
        BinaryOperatorKind.LessThan => Value.Of(builder.Apply(Opcode.Less, value.Id, limit)),
        BinaryOperatorKind.LessThanOrEqual => Value.Of(builder.Apply(Opcode.LessOrEqual, value.Id, limit)),
        BinaryOperatorKind.GreaterThan => Value.Of(builder.Apply(Opcode.Less, limit, value.Id)),
        BinaryOperatorKind.GreaterThanOrEqual => Value.Of(builder.Apply(Opcode.LessOrEqual, limit, value.Id)),
        _ => Reject(relation),
    };

    /// <summary>'is null', 'is { } v', 'is float v' and tests of the value, which an absent one fails.</summary>
    private Value OptionalPattern(IPatternOperation pattern, Value value)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return Value.Of(builder.Const(true));
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } }:
                return Value.Of(builder.Apply(Opcode.Not, value.Present));
            case INegatedPatternOperation negated:
                return Map(OptionalPattern(negated.Pattern, value), x => builder.Apply(Opcode.Not, x));
            case IBinaryPatternOperation both:
                return Both(both.OperatorKind == BinaryOperatorKind.Or ? Opcode.Or : Opcode.And, OptionalPattern(both.LeftPattern, value), OptionalPattern(both.RightPattern, value), both);
            case IDeclarationPatternOperation { DeclaredSymbol: var symbol }:
                return There(symbol);
            case IRecursivePatternOperation { DeclaredSymbol: var symbol, DeconstructionSubpatterns.Length: 0, PropertySubpatterns.Length: 0 }:
                return There(symbol);
            default:
                return Both(Opcode.And, Value.Of(value.Present), Pattern(pattern, Value.Of(value.Id)), pattern);
        }

        Value There(ISymbol? symbol)
        {
            if (symbol is not null)
            {
                _locals[symbol] = Value.Of(value.Id);
            }

            return Value.Of(value.Present);
        }
    }

    private static long ToWhole(object number) => number is ulong big ? (long)Math.Min(big, long.MaxValue) : Convert.ToInt64(number, System.Globalization.CultureInfo.InvariantCulture);

    private Value Both(Opcode op, Value left, Value right, IOperation operation) => Zip(left, right, (a, b) => builder.Apply(op, a, b), operation);
}
