//! `$A * 8 + abs($B)`: the text of a math expression as a tree.

use crate::data::series::GAP;
use crate::lean::decimal;

/// Longer ones nobody wrote.
const LONGEST: usize = 2_000;

/// Brackets within brackets.
const DEEPEST: usize = 50;

/// A piece of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// A number.
    Number(f64),
    /// A query or another expression.
    Query(String),
    /// A function of one value.
    Call(Function, Box<Node>),
    /// Two values.
    Binary(Operator, Box<Node>, Box<Node>),
}

/// Functions of one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Function {
    Abs,
    Ceil,
    Floor,
    Round,
    Log,
    IsNan,
    IsNull,
    IsNumber,
    IsInfinite,
    Negative,
    Not,
}

/// What is done to two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    LessOrEqual,
    GreaterOrEqual,
    Less,
    Greater,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
}

/// Signs, longer ones first, with how tightly they bind.
const OPERATORS: [(&str, Operator, u8); 14] = [
    ("||", Operator::Or, 1),
    ("&&", Operator::And, 2),
    ("==", Operator::Equal, 3),
    ("!=", Operator::NotEqual, 3),
    ("<=", Operator::LessOrEqual, 3),
    (">=", Operator::GreaterOrEqual, 3),
    ("<", Operator::Less, 3),
    (">", Operator::Greater, 3),
    ("+", Operator::Add, 4),
    ("-", Operator::Subtract, 4),
    ("**", Operator::Power, 6),
    ("*", Operator::Multiply, 5),
    ("/", Operator::Divide, 5),
    ("%", Operator::Remainder, 5),
];

const FUNCTIONS: [(&str, Function); 9] = [
    ("abs", Function::Abs),
    ("ceil", Function::Ceil),
    ("floor", Function::Floor),
    ("round", Function::Round),
    ("log", Function::Log),
    ("is_nan", Function::IsNan),
    ("is_null", Function::IsNull),
    ("is_number", Function::IsNumber),
    ("is_inf", Function::IsInfinite),
];

impl Node {
    /// Does it use the query of this letter?
    pub(crate) fn uses(&self, ref_id: &str) -> bool {
        match self {
            Self::Number(_) => false,
            Self::Query(name) => name == ref_id,
            Self::Call(_, of) => of.uses(ref_id),
            Self::Binary(_, left, right) => left.uses(ref_id) || right.uses(ref_id),
        }
    }
}

/// Reads an expression; none where it is not understood.
pub(crate) fn read(text: &str) -> Option<Node> {
    if text.len() > LONGEST {
        return None;
    }
    let mut reader = Reader { rest: text };
    let node = reader.binary(0, 0)?;
    reader.rest.trim().is_empty().then_some(node)
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn eat(&mut self, sign: &str) -> bool {
        self.rest = self.rest.trim_start();
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn word(&mut self, of: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !of(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    /// Operators that bind at least so tightly, from the left.
    fn binary(&mut self, least: u8, depth: usize) -> Option<Node> {
        let mut left = self.one(depth)?;
        loop {
            let rest = self.rest.trim_start();
            let found = OPERATORS.iter().find(|(sign, ..)| rest.starts_with(sign));
            let Some((sign, operator, binds)) = found.filter(|(.., binds)| *binds >= least) else {
                return Some(left);
            };
            self.eat(sign);
            let right = self.binary(binds + 1, depth + 1)?;
            left = Node::Binary(*operator, Box::new(left), Box::new(right));
        }
    }

    fn one(&mut self, depth: usize) -> Option<Node> {
        if depth > DEEPEST {
            return None;
        }
        for (sign, function) in [("-", Function::Negative), ("!", Function::Not)] {
            if self.eat(sign) {
                return Some(Node::Call(function, Box::new(self.one(depth + 1)?)));
            }
        }
        if self.eat("(") {
            let node = self.binary(0, depth + 1)?;
            return self.eat(")").then_some(node);
        }
        let name = |c: char| c.is_alphanumeric() || c == '_';
        if self.eat("${") {
            let query = self.word(|c| c != '}').to_owned();
            return self.eat("}").then_some(Node::Query(query));
        }
        if self.eat("$") {
            let query = self.word(name);
            return (!query.is_empty()).then(|| Node::Query(query.to_owned()));
        }
        if self
            .rest
            .starts_with(|c: char| c.is_ascii_digit() || c == '.')
        {
            let number = self.word(|c| c.is_ascii_alphanumeric() || c == '.');
            return decimal::parse(number).map(Node::Number);
        }
        let called = self.word(name);
        if !self.eat("(") {
            return None;
        }
        let constant = match called {
            "inf" => Some(f64::INFINITY),
            "nan" => Some(f64::NAN),
            "null" => Some(GAP),
            _ => None,
        };
        if let Some(constant) = constant {
            return self.eat(")").then_some(Node::Number(constant));
        }
        let (_, function) = FUNCTIONS.iter().find(|(known, _)| *known == called)?;
        let of = self.binary(0, depth + 1)?;
        self.eat(")").then(|| Node::Call(*function, Box::new(of)))
    }
}
