//! How many bytes of code each crate has in a wasm file: `weigh page.wasm`, heaviest first.
//!
//! Contract: reads the code section and the names of the functions (custom section `name`), which rustc and wasm-bindgen
//! write and the shipped file no longer has. A generic function counts for the crate that wrote it, not for the one that uses it. It
//! does not know data: strings and tables are not counted.
//! <https://webassembly.github.io/spec/core/binary/modules.html>
#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::process::ExitCode;

const IMPORTS: u8 = 2;
const CODE: u8 = 10;
const CUSTOM: u8 = 0;
/// Magic number and version come first.
const PREAMBLE: usize = 8;
/// The subsection of `name` that names functions.
const FUNCTION_NAMES: u8 = 1;

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: weigh FILE.wasm");
        return ExitCode::FAILURE;
    };
    match std::fs::read(&path)
        .map_err(|error| error.to_string())
        .and_then(|bytes| {
            weigh(&bytes).ok_or_else(|| "not a wasm file, or one without function names".to_owned())
        }) {
        Ok(crates) => {
            for (name, bytes) in crates {
                println!("{name:<52} {bytes:>9}");
            }
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{path}: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Crates and their bytes, heaviest first.
fn weigh(bytes: &[u8]) -> Option<Vec<(String, usize)>> {
    let mut reader = Reader {
        bytes: bytes.get(PREAMBLE..)?,
    };
    let (mut imported, mut sizes, mut names) = (0, Vec::new(), BTreeMap::new());
    while !reader.bytes.is_empty() {
        let section = reader.byte()?;
        let length = reader.number()?;
        let mut body = Reader {
            bytes: reader.take(length)?,
        };
        match section {
            IMPORTS => imported = imported_functions(&mut body)?,
            CODE => sizes = function_sizes(&mut body)?,
            CUSTOM => {
                let length = body.number()?;
                if body.take(length)? == b"name" {
                    names = function_names(&mut body)?;
                }
            }
            _ => {}
        }
    }
    if names.is_empty() {
        return None;
    }
    let mut crates: BTreeMap<String, usize> = BTreeMap::new();
    for (index, size) in sizes.iter().enumerate() {
        // Imported functions come first in the numbering, and have no code.
        let name = names.get(&(imported + index)).map_or("", String::as_str);
        *crates.entry(crate_of(name).to_owned()).or_default() += size;
    }
    let mut crates: Vec<_> = crates.into_iter().collect();
    crates.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    Some(crates)
}

fn imported_functions(body: &mut Reader) -> Option<usize> {
    let mut functions = 0;
    for _ in 0..body.number()? {
        for _ in 0..2 {
            let length = body.number()?;
            body.take(length)?;
        }
        match body.byte()? {
            0 => {
                functions += 1;
                body.number()?;
            }
            1 => {
                body.byte()?;
                body.limits()?;
            }
            2 => body.limits()?,
            _ => {
                body.take(2)?;
            }
        }
    }
    Some(functions)
}

fn function_sizes(body: &mut Reader) -> Option<Vec<usize>> {
    (0..body.number()?)
        .map(|_| {
            let size = body.number()?;
            body.take(size).map(<[u8]>::len)
        })
        .collect()
}

fn function_names(body: &mut Reader) -> Option<BTreeMap<usize, String>> {
    while !body.bytes.is_empty() {
        let subsection = body.byte()?;
        let length = body.number()?;
        let mut part = Reader {
            bytes: body.take(length)?,
        };
        if subsection == FUNCTION_NAMES {
            return (0..part.number()?)
                .map(|_| {
                    let index = part.number()?;
                    let length = part.number()?;
                    Some((
                        index,
                        String::from_utf8_lossy(part.take(length)?).into_owned(),
                    ))
                })
                .collect();
        }
    }
    Some(BTreeMap::new())
}

/// The crate that a function's name begins with: `core` in `core::fmt::write`, in `<T as core::fmt::Write>::write_char` and
/// in `<dyn core[5f1e]::any::Any>::is`, where the brackets tell builds of one crate apart.
fn crate_of(name: &str) -> &str {
    let paths = name
        .match_indices("::")
        .filter_map(|(end, _)| name.get(..end));
    let mut crates = paths.map(|path| {
        let path = path
            .strip_suffix(']')
            .and_then(|path| path.rsplit_once('['))
            .map_or(path, |(path, _)| path);
        let begin = path
            .rfind(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .map_or(0, |at| at + 1);
        path.get(begin..).unwrap_or("")
    });
    crates.find(|name| !name.is_empty()).unwrap_or("(no crate)")
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// An unsigned LEB128 number.
    fn number(&mut self) -> Option<usize> {
        let mut value = 0_usize;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn limits(&mut self) -> Option<()> {
        let flags = self.byte()?;
        self.number()?;
        if flags & 1 == 1 {
            self.number()?;
        }
        Some(())
    }
}
