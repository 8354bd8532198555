// Reading a linked wasm file that still knows what refers to what (`--emit-relocs`).

import { SECTION, sections } from "./wasm.mjs";

/** Symbols and relocations: https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md */
const SYMBOL_TABLE = 8;
export const SYMBOL = { function: 0, data: 1, section: 3 };
const UNDEFINED = 0x10;
const EXPLICIT_NAME = 0x40;
export const MEMORY_ADDRESS = new Set([3, 4, 5, 11, 14, 15, 16, 17, 23]);
const WITH_ADDEND = new Set([3, 4, 5, 8, 9, 11, 14, 15, 16, 17, 22, 23]);

/** Functions, data, symbols, and the relocations by the section they are of. */
export function read(bytes) {
  const module = { imported: 0, exported: [], bodies: [], segments: [], symbols: [], relocations: new Map(), code: 0, data: 0 };
  for (const { id, start, end, cursor } of sections(bytes)) {
    if (id === SECTION.import) module.imported = cursor.importedFunctions();
    if (id === SECTION.export) module.exported = cursor.exportedFunctions();
    if (id === SECTION.code) [module.code, module.bodies] = [cursor.at, cursor.bodies()];
    if (id === SECTION.data) [module.data, module.segments] = [cursor.at, segments(cursor)];
    if (id !== SECTION.custom) continue;
    const name = cursor.text();
    if (name === "linking") module.symbols = symbols(cursor, end);
    if (name.startsWith("reloc.")) module.relocations.set(name, { start, end, ...relocations(bytes, cursor) });
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
function relocations(bytes, cursor) {
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
