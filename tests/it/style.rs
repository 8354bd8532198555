//! A brace too many or too few in one file of the style takes its rules, or those of the next file, out of force without a
//! word: the files are put one behind the other.

use std::fs;
use std::path::Path;

#[test]
fn every_file_closes_what_it_opens() {
    let style = Path::new(env!("CARGO_MANIFEST_DIR")).join("style");
    let mut seen = 0;
    for folder in fs::read_dir(style).unwrap() {
        for file in fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let mut open = 0;
            for (number, line) in text.split('\n').enumerate() {
                for sign in line.chars() {
                    open += i32::from(sign == '{') - i32::from(sign == '}');
                    assert!(open >= 0, "{}:{}", path.display(), number + 1);
                }
            }
            assert_eq!(open, 0, "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 8, "{seen} files");
}
