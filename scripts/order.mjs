// Orders the functions of a wasm file so that like stands beside like, where brotli describes it in fewer bits.
//
//     node scripts/order.mjs in.wasm out.wasm && wasm-opt --reorder-functions-by-name --strip-debug out.wasm -o small.wasm
//
// It only gives each function its place as a name (`000042`) in a new name section; binaryen moves them and renumbers
// the calls. Two functions are alike when they share many short runs of bytes: from each, the next is the most alike of
// those left. It takes two seconds and saves some 2 %.

import { readFileSync, writeFileSync } from "node:fs";

/** Length of the runs that are compared, in bytes: an instruction or two. */
const RUN = 4;
/** Runs are kept as bits of a set of this size; a power of two. */
const BITS = 1 << 15;
/** Ids in the binary format: https://webassembly.github.io/spec/core/binary/modules.html#sections */
const SECTION = { custom: 0, import: 2, code: 10 };
const FUNCTION_IMPORT = 0;
const FUNCTION_NAMES = 1;

const [input, output] = process.argv.slice(2);
const bytes = readFileSync(input);
const { imported, bodies, unnamed } = read();
writeFileSync(output, Buffer.concat([...unnamed, names(order(bodies.map(runs)))]));

/** The file's functions, and all of it but the name section. */
function read() {
  let imported = 0;
  const bodies = [];
  const unnamed = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length; ) {
    const start = at;
    const cursor = { at };
    const id = bytes[cursor.at++];
    const length = number(cursor);
    const end = cursor.at + length;
    if (id === SECTION.import) imported = functionImports(cursor);
    if (id === SECTION.code) {
      for (let left = number(cursor); left > 0; left--) {
        const size = number(cursor);
        bodies.push(bytes.subarray(cursor.at, cursor.at + size));
        cursor.at += size;
      }
    }
    if (id !== SECTION.custom || text(cursor) !== "name") unnamed.push(bytes.subarray(start, end));
    at = end;
  }
  return { imported, bodies, unnamed };
}

/** How many functions the file imports: they are numbered first. */
function functionImports(cursor) {
  let functions = 0;
  const limits = () => {
    const bounded = bytes[cursor.at++] & 1;
    number(cursor);
    if (bounded) number(cursor);
  };
  for (let left = number(cursor); left > 0; left--) {
    text(cursor);
    text(cursor);
    const kind = bytes[cursor.at++];
    if (kind === FUNCTION_IMPORT) functions++;
    if (kind === FUNCTION_IMPORT) number(cursor);
    else if (kind === 1) cursor.at++, limits();
    else if (kind === 2) limits();
    else if (kind === 3) cursor.at += 2;
    else cursor.at++, number(cursor);
  }
  return functions;
}

/** Which runs of bytes a function has: a set of bits, the words of it that are not empty, and how many bits there are. */
function runs(body) {
  const bits = new Uint32Array(BITS / 32);
  for (let start = 0; start === 0 || start + RUN <= body.length; start++) {
    let hash = 0x811c9dc5;
    for (let at = start; at < start + RUN && at < body.length; at++) hash = Math.imul(hash ^ body[at], 0x01000193);
    const bit = (hash ^ (hash >>> 15)) & (BITS - 1);
    bits[bit >> 5] |= 1 << (bit & 31);
  }
  const words = Uint16Array.from([...bits.keys()].filter((word) => bits[word] !== 0));
  return { bits, words, count: words.reduce((sum, word) => sum + ones(bits[word]), 0) };
}

/** A walk over all sets, each time to the one that shares most with the last. */
function order(sets) {
  const left = [...sets.keys()];
  const walk = [];
  let next = 0;
  while (left.length > 0) {
    const here = left[next];
    left[next] = left[left.length - 1];
    left.pop();
    walk.push(here);
    next = nearest(sets, sets[here], left);
  }
  return walk;
}

function nearest(sets, from, left) {
  let best = -1;
  let found = 0;
  for (let at = 0; at < left.length; at++) {
    const to = sets[left[at]];
    // No pair shares more than the smaller one has.
    if (Math.min(from.count, to.count) <= best * Math.max(from.count, to.count)) continue;
    let shared = 0;
    for (const word of from.words.length < to.words.length ? from.words : to.words) {
      shared += ones(from.bits[word] & to.bits[word]);
    }
    const alike = shared / (from.count + to.count - shared);
    if (alike > best) [best, found] = [alike, at];
  }
  return found;
}

/** A name section that calls each function by its place. */
function names(walk) {
  const named = walk.map((body, place) => [imported + body, String(place).padStart(6, "0")]);
  named.sort(([a], [b]) => a - b);
  const map = [leb(named.length), ...named.flatMap(([index, name]) => [leb(index), string(name)])];
  const section = [string("name"), Buffer.from([FUNCTION_NAMES]), sized(map)];
  return Buffer.concat([Buffer.from([SECTION.custom]), sized(section)]);
}

function ones(word) {
  word -= (word >>> 1) & 0x55555555;
  word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
  return Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function number(cursor) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[cursor.at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return value;
  }
}

function text(cursor) {
  const length = number(cursor);
  cursor.at += length;
  return bytes.toString("latin1", cursor.at - length, cursor.at);
}

function leb(value) {
  const out = [];
  for (; value > 127; value = Math.floor(value / 128)) out.push((value & 127) | 128);
  return Buffer.from([...out, value]);
}

function string(value) {
  return sized([Buffer.from(value)]);
}

function sized(parts) {
  const whole = Buffer.concat(parts);
  return Buffer.concat([leb(whole.length), whole]);
}
