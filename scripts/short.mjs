// Gives what a wasm file imports from its script short names, in both: wasm-bindgen's are long and end in hashes.
//
//     node scripts/short.mjs page.wasm page.js

import { readFileSync, writeFileSync } from "node:fs";
import { SECTION, header, leb, section, sections, text } from "./wasm.mjs";

/** What wasm-bindgen makes: each is written once in the wasm file and once in the script. */
const LONG = /^__wb[\w$]{3,}$/;
const IN_SCRIPT = /^(__wb[\w$]+)(?=: ?function)/gm;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

const [wasm, script] = process.argv.slice(2);
const bytes = readFileSync(wasm);
const short = new Map();
const all = sections(bytes).map((one) =>
  one.id === SECTION.import ? imports(one.cursor) : bytes.subarray(one.start, one.end),
);
const left = new Set(short.keys());
const renamed = readFileSync(script, "utf8").replace(IN_SCRIPT, (name) => {
  left.delete(name);
  return short.get(name) ?? name;
});
if (left.size > 0) throw new Error(`not found in ${script}: ${[...left].join(", ")}`);
writeFileSync(wasm, Buffer.concat([header(bytes), ...all]));
writeFileSync(script, renamed);

/** The section with short names; kinds and types stay as they are. */
function imports(cursor) {
  const count = cursor.number();
  const parts = [leb(count)];
  for (let left = count; left > 0; left--) {
    parts.push(text(cursor.text()));
    const name = cursor.text();
    if (LONG.test(name) && !short.has(name)) short.set(name, letters(short.size));
    parts.push(text(short.get(name) ?? name));
    const start = cursor.at;
    cursor.importType();
    parts.push(bytes.subarray(start, cursor.at));
  }
  return section(SECTION.import, parts);
}

/** `a`, `b`, … `z`, `aa`, … */
function letters(place) {
  const last = LETTERS[place % LETTERS.length];
  return place < LETTERS.length ? last : letters(Math.floor(place / LETTERS.length) - 1) + last;
}
