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
import { MEMORY_ADDRESS, SYMBOL, read } from "./linked.mjs";
import { OPCODE, SECTION, leb, section, text } from "./wasm.mjs";

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
const module = read(bytes);
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
