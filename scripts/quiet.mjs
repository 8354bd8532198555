// Makes the panics of a linked wasm file say nothing, before it is cut: the page hears of a panic only as the trap that
// ends it (standard error leads nowhere there), so the texts and places in the source that go with it would travel for
// nobody.
//
//     node scripts/quiet.mjs in.wasm out.wasm
//
// The functions that end a panic become one trap each, and what they and their callers refer to for the sake of the text
// is no longer referred to: the relocations (`--emit-relocs`) are taken away, so that the cut leaves the code and data
// behind them out. No byte moves.

import { readFileSync, writeFileSync } from "node:fs";
import { OPCODE, SECTION, leb, section, sections, text } from "./wasm.mjs";

/** Symbols and relocations: https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md */
const SYMBOL_TABLE = 8;
const SYMBOL = { function: 0, data: 1, section: 3 };
const UNDEFINED = 0x10;
const EXPLICIT_NAME = 0x40;
const MEMORY_ADDRESS = new Set([3, 4, 5, 11, 14, 15, 16, 17, 23]);
const WITH_ADDEND = new Set([3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 22, 23]);
/** `core::panic::Location`: where a text begins, how long it is, line, column. */
const LOCATION_SIZE = 16;

/** Names as the compiler mangles them, with the length before each part: all that never comes back. */
const PANICS = new RegExp(
  [
    "4core9panicking",
    "6option13expect_failed",
    "6option13unwrap_failed",
    "6result13unwrap_failed",
    "16slice_index_fail",
    "16slice_error_fail",
    "4cell\\d+panic_already",
    "4lazy14panic_poisoned",
    "\\d+panic_on_ord_violation",
    "18panic_access_error",
    "7raw_vec12handle_error",
    "7raw_vec17capacity_overflow",
    "11Fallibility17capacity_overflow",
    "5alloc18handle_alloc_error",
    "17rust_begin_unwind",
    "9panicking13panic_handler",
    "9panicking15panic_with_hook",
    "26__rust_end_short_backtrace",
  ].join("|"),
);

const [input, output] = process.argv.slice(2);
const bytes = readFileSync(input);
const module = read();
const panics = new Set();
for (const symbol of module.symbols) {
  if (symbol.kind === SYMBOL.function && PANICS.test(symbol.name)) panics.add(symbol.index - module.imported);
}
if (panics.size === 0) throw new Error("no function that panics was found: are the names gone?");
for (const place of panics) trap(module.bodies[place]);
const locations = places();
const code = module.relocations.get("reloc.CODE");
const kept = code.entries.filter(
  (entry) => !inPanic(entry.offset) && !(MEMORY_ADDRESS.has(entry.type) && locations.has(entry.symbol)),
);
const written = [text("reloc.CODE"), leb(code.of), leb(kept.length), ...kept.map((entry) => entry.bytes)];
writeFileSync(
  output,
  Buffer.concat([bytes.subarray(0, code.start), section(SECTION.custom, written), bytes.subarray(code.end)]),
);

/** A body of the same length that traps. */
function trap(body) {
  if (body === undefined) return;
  bytes.fill(OPCODE.nop, body.start, body.end);
  bytes[body.start] = 0; // no locals
  bytes[body.start + 1] = OPCODE.unreachable;
  bytes[body.end - 1] = OPCODE.end;
}

/** Is this place of the code section in a function that panics? */
function inPanic(offset) {
  let [low, high] = [0, module.bodies.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (module.bodies[middle].start - module.code <= offset) low = middle;
    else high = middle - 1;
  }
  return panics.has(low);
}

/** Symbols that are places in a source: of their size, and the first thing in them points to a text that ends in `.rs`. */
function places() {
  const pointers = new Map();
  for (const entry of module.relocations.get("reloc.DATA").entries) {
    if (MEMORY_ADDRESS.has(entry.type)) pointers.set(entry.offset, module.symbols[entry.symbol]);
  }
  const found = new Set();
  module.symbols.forEach((symbol, index) => {
    if (symbol.kind !== SYMBOL.data || symbol.size !== LOCATION_SIZE) return;
    const path = pointers.get(start(symbol) - module.data);
    if (path === undefined || path.kind !== SYMBOL.data || path.size === undefined) return;
    const from = start(path);
    if (bytes.toString("latin1", from, from + path.size).replace(/\0+$/, "").endsWith(".rs")) found.add(index);
  });
  return found;
}

/** Where a symbol's data lies in the file. */
function start(symbol) {
  return module.segments[symbol.segment] + symbol.offset;
}

function read() {
  const module = { imported: 0, bodies: [], segments: [], symbols: [], relocations: new Map(), code: 0, data: 0 };
  for (const { id, start, end, cursor } of sections(bytes)) {
    if (id === SECTION.import) module.imported = cursor.importedFunctions();
    if (id === SECTION.code) [module.code, module.bodies] = [cursor.at, cursor.bodies()];
    if (id === SECTION.data) [module.data, module.segments] = [cursor.at, segments(cursor)];
    if (id !== SECTION.custom) continue;
    const name = cursor.text();
    if (name === "linking") module.symbols = symbols(cursor, end);
    if (name.startsWith("reloc.")) module.relocations.set(name, { start, end, ...relocations(cursor) });
  }
  return module;
}

/** Where the bytes of each start. */
function segments(cursor) {
  const found = [];
  for (let left = cursor.number(); left > 0; left--) {
    const [passive, elsewhere] = [1, 2];
    const flags = cursor.number();
    if (flags === elsewhere) cursor.number();
    if (flags !== passive) cursor.constant();
    const size = cursor.number();
    found.push(cursor.at);
    cursor.at += size;
  }
  return found;
}

function symbols(cursor, end) {
  const found = [];
  cursor.number(); // version
  while (cursor.at < end) {
    const kind = cursor.byte();
    const size = cursor.number();
    const next = cursor.at + size;
    if (kind === SYMBOL_TABLE) for (let left = cursor.number(); left > 0; left--) found.push(symbol(cursor));
    cursor.at = next;
  }
  return found;
}

function symbol(cursor) {
  const kind = cursor.byte();
  const flags = cursor.number();
  if (kind === SYMBOL.section) return { kind, index: cursor.number() };
  if (kind === SYMBOL.data) {
    const name = cursor.text();
    if (flags & UNDEFINED) return { kind, name };
    return { kind, name, segment: cursor.number(), offset: cursor.number(), size: cursor.number() };
  }
  const index = cursor.number();
  const named = !(flags & UNDEFINED) || flags & EXPLICIT_NAME;
  return { kind, index, name: named ? cursor.text() : "" };
}

/** Of which section, and each with its bytes. */
function relocations(cursor) {
  const of = cursor.number();
  const entries = [];
  for (let left = cursor.number(); left > 0; left--) {
    const start = cursor.at;
    const type = cursor.byte();
    const offset = cursor.number();
    const symbol = cursor.number();
    if (WITH_ADDEND.has(type)) cursor.number();
    entries.push({ type, offset, symbol, bytes: bytes.subarray(start, cursor.at) });
  }
  return { of, entries };
}
