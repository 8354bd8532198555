//! Columns and series: when two of them are the same.

use atalaya::data::labels::Labels;
use atalaya::data::series::Column;
use atalaya::data::series::GAP;
use atalaya::data::series::Series;

/// Else every look at what did not change would be taken for news, and drawn again.
#[test]
fn a_column_is_the_same_as_its_copy_gaps_and_all() {
    let values = || vec![1.0, GAP, f64::NAN, f64::INFINITY, -0.0];
    let column = Column::from(values());
    assert_eq!(column, column.clone());
    assert_eq!(column, values().into_iter().collect());
    let series = |values: Vec<f64>| Series {
        labels: Labels::default(),
        values: values.into(),
        histograms: Vec::new(),
    };
    assert_eq!(series(values()), series(values()));
}

#[test]
fn another_value_is_another_column() {
    let column = Column::from(vec![GAP, 0.0]);
    for other in [
        vec![GAP],
        vec![GAP, 0.0, GAP],
        vec![GAP, -0.0],
        // A server's NaN is no gap.
        vec![f64::NAN, 0.0],
        vec![0.0, GAP],
    ] {
        assert_ne!(column, other.into());
    }
}
