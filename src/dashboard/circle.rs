//! Variables that wait for each other: none of them could ever have a value.

use crate::dashboard::interpolate::names;
use crate::dashboard::problem::Problem;
use crate::dashboard::variable::Kind;
use crate::dashboard::variable::Variable;
use crate::lean::sort;

/// Gives variables that wait for themselves, through others or not, the values the file was saved with, and says so.
#[must_use]
pub fn break_circles(variables: &mut [Variable]) -> Option<Problem> {
    let circular = circular(variables);
    let mut names = Vec::new();
    for (variable, circular) in variables.iter_mut().zip(circular) {
        if circular {
            names.push(variable.name.clone());
            variable.kind = Kind::Custom(variable.current.clone());
        }
    }
    (!names.is_empty()).then_some(Problem::CircularVariables { names })
}

/// Which variables stand in a circle, in time that grows with their number.
fn circular(variables: &[Variable]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..variables.len()).collect();
    let name = |index: usize| {
        variables
            .get(index)
            .map_or("", |variable| variable.name.as_str())
    };
    sort::by_key(&mut order, |index| name(*index));
    let place = |wanted: &str| {
        let first = order.partition_point(|index| name(*index) < wanted);
        order
            .get(first)
            .copied()
            .filter(|index| name(*index) == wanted)
    };
    let needs: Vec<Vec<usize>> = variables
        .iter()
        .map(|variable| {
            needed(variable)
                .iter()
                .filter_map(|name| place(name))
                .collect()
        })
        .collect();
    let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); variables.len()];
    for (index, needs) in needs.iter().enumerate() {
        for need in needs {
            if let Some(users) = needed_by.get_mut(*need) {
                users.push(index);
            }
        }
    }
    // What never gets a value waits for a circle; what nobody of those waits for is behind it and no part of it.
    let waiting = unfinished(&needs, &needed_by);
    let leading = unfinished(&needed_by, &needs);
    waiting
        .iter()
        .zip(leading)
        .map(|(waits, leads)| *waits && leads)
        .collect()
}

/// Which places are never done, where one is done as soon as all it needs are.
fn unfinished(needs: &[Vec<usize>], needed_by: &[Vec<usize>]) -> Vec<bool> {
    let mut open: Vec<usize> = needs.iter().map(Vec::len).collect();
    let mut done: Vec<usize> = (0..open.len())
        .filter(|index| open.get(*index) == Some(&0))
        .collect();
    while let Some(index) = done.pop() {
        for user in needed_by.get(index).into_iter().flatten() {
            if let Some(count) = open.get_mut(*user) {
                *count -= 1;
                if *count == 0 {
                    done.push(*user);
                }
            }
        }
    }
    open.iter().map(|count| *count > 0).collect()
}

/// The names in a variable's query and source.
fn needed(variable: &Variable) -> Vec<String> {
    let Kind::Query { query, source } = &variable.kind else {
        return Vec::new();
    };
    let texts = query.texts();
    texts
        .into_iter()
        .chain([source.uid.as_str()])
        .flat_map(names)
        .collect()
}
