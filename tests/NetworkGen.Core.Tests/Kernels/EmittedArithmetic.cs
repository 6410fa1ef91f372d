using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace NetworkGen.Core.Tests.Kernels;

/// <summary>
/// Runs emitted statements of vector arithmetic on one lane, in double: assignments of sums, differences, products, negatives, <c>Create</c> and
/// multiply-adds, for 512 bits or for any width.
/// </summary>
internal sealed class EmittedArithmetic
{
    private readonly Dictionary<string, double> _values = [];
    private string _text = "";
    private int _position;

    /// <summary>The value of a variable.</summary>
    public double this[string name]
    {
        get => _values[name];
        set => _values[name] = value;
    }

    /// <summary>Runs statements.</summary>
    public void Run(string statements)
    {
        foreach (string statement in statements.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            _text = statement;
            _position = 0;
            string name = Word();
            if (name == "T" || (name == "Vector512" && Take('<') && Word() == "float" && Take('>')))
            {
                name = Word();
            }

            _values[name] = Take('=') ? Sum() : throw Unreadable();
            while (Take(','))
            {
                name = Word();
                _values[name] = Take('=') ? Sum() : throw Unreadable();
            }

            if (_position < _text.Length)
            {
                throw Unreadable();
            }
        }
    }

    private double Sum()
    {
        double sum = Product();
        while (true)
        {
            if (Take('+'))
            {
                sum += Product();
            }
            else if (Take('-'))
            {
                sum -= Product();
            }
            else
            {
                return sum;
            }
        }
    }

    private double Product()
    {
        double product = Factor();
        while (Take('*'))
        {
            product *= Factor();
        }

        return product;
    }

    private double Factor()
    {
        if (Take('-'))
        {
            return -Factor();
        }

        if (Take('('))
        {
            return Arguments().Single();
        }

        string word = Word();
        if (!Take('('))
        {
            return char.IsDigit(word[0]) ? double.Parse(word.TrimEnd('f'), CultureInfo.InvariantCulture) : _values[word];
        }

        double[] arguments = Arguments();
        return word switch
        {
            "Create" or "T.Create" => arguments.Single(),
            "FusedMultiplyAdd" or "T.MultiplyAdd" when arguments is [var a, var b, var c] => (a * b) + c,
            _ => throw Unreadable(),
        };
    }

    private double[] Arguments()
    {
        var arguments = new List<double>();
        do
        {
            arguments.Add(Sum());
        }
        while (Take(','));

        return Take(')') ? [.. arguments] : throw Unreadable();
    }

    private string Word()
    {
        Skip();
        int start = _position;
        while (_position < _text.Length && (char.IsLetterOrDigit(_text[_position]) || _text[_position] == '.'))
        {
            _position++;
        }

        return _position > start ? _text[start.._position] : throw Unreadable();
    }

    private bool Take(char wanted)
    {
        Skip();
        bool isThere = _position < _text.Length && _text[_position] == wanted;
        _position += isThere ? 1 : 0;
        return isThere;
    }

    private void Skip()
    {
        while (_position < _text.Length && _text[_position] == ' ')
        {
            _position++;
        }
    }

    private FormatException Unreadable() => new($"'{_text}' can't be read at {_position}");
}
