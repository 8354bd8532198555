// What keeps what in the first file: for each function and each piece of data how many bytes would go with it, because
// they are reached through it alone.
//
//     make size HELD=1       what is not our own code, the heaviest first, and who brings it
//     make size HELD=name    who refers to what has this in its name, and who to those
//
// It reads the whole program as cargo links it, before it is cut and made small.

import { readFileSync } from "node:fs";
import { MEMORY_ADDRESS, SYMBOL, read } from "./linked.mjs";

/** What is lighter is not listed. */
const LEAST = 1_000;
const LISTED = 40;
/** How far up references are followed. */
const FAR = 3;
/** Where the cut goes, and what wasm-bindgen takes away: see scripts/split.sh. */
const CUT = /^__wasm_split_00/;
const GONE = /^__wbindgen_describe/;

const [file, pattern] = process.argv.slice(2);
const bytes = readFileSync(file);
const module = read(bytes);
const { size, name, to } = graph();
const roots = [];
const cut = new Set();
for (const { name, index } of module.exported) {
  if (CUT.test(name)) cut.add(`f${index}`);
  else if (!GONE.test(name)) roots.push(`f${index}`);
}
const { order, from } = reached();
const holder = holders();
const held = new Map(order.map((node) => [node, size.get(node) ?? 0]));
for (const node of order) if (holder.has(node)) held.set(holder.get(node), held.get(holder.get(node)) + held.get(node));
if (pattern === undefined) list();
else for (const node of order.filter((node) => name.get(node)?.includes(pattern))) climb(node, 0, new Set());

function list() {
  // With whom something of ours would go is ours.
  const ours = new Set(["root"]);
  for (const node of order) if (/atalaya/.test(name.get(node)) || ours.has(node)) ours.add(holder.get(node)).add(node);
  const heaviest = order
    .filter((node) => !ours.has(node) && ours.has(holder.get(node)) && held.get(node) >= LEAST)
    .sort((a, b) => held.get(b) - held.get(a));
  for (const node of heaviest.slice(0, LISTED)) {
    console.log(`${String(held.get(node)).padStart(7)}  ${short(node)}  <-  ${short(holder.get(node))}`);
  }
}

function climb(node, depth, seen) {
  console.log(`${"  ".repeat(depth)}${held.get(node)}  ${short(node)}`);
  if (depth === FAR || seen.has(node)) return;
  seen.add(node);
  for (const by of from.get(node) ?? []) if (by !== "root") climb(by, depth + 1, seen);
}

/** Functions as `f` and data as `d` with their places: how large they are, what they are called, what they refer to. */
function graph() {
  const [size, name, to] = [new Map(), new Map(), new Map()];
  module.bodies.forEach((body, place) => size.set(`f${place + module.imported}`, body.end - body.start));
  const data = [];
  const node = (symbol) => {
    if (symbol.kind === SYMBOL.function) return `f${symbol.index}`;
    return symbol.kind === SYMBOL.data && symbol.segment !== undefined ? `d${start(symbol)}` : undefined;
  };
  for (const symbol of module.symbols) {
    const at = node(symbol);
    if (at === undefined) continue;
    name.set(at, symbol.name);
    if (symbol.kind === SYMBOL.data && !(size.get(at) >= symbol.size)) {
      if (!size.has(at)) data.push(start(symbol));
      size.set(at, symbol.size);
    }
  }
  data.sort((a, b) => a - b);
  const link = (by, symbol) => {
    const at = node(symbol);
    if (at !== undefined) to.set(by, (to.get(by) ?? new Set()).add(at));
  };
  const bodies = module.bodies.map((body) => body.start - module.code);
  for (const { type, offset, symbol } of module.relocations.get("reloc.CODE").entries) {
    const found = module.symbols[symbol];
    if (found?.kind === SYMBOL.data && !MEMORY_ADDRESS.has(type)) continue;
    if (found) link(`f${last(bodies, offset) + module.imported}`, found);
  }
  for (const { offset, symbol } of module.relocations.get("reloc.DATA").entries) {
    const by = data[last(data, offset + module.data)];
    if (by !== undefined && module.symbols[symbol]) link(`d${by}`, module.symbols[symbol]);
  }
  return { size, name, to };
}

/** Where a symbol's data lies in the file. */
function start(symbol) {
  return module.segments[symbol.segment] + symbol.offset;
}

/** The place of the last number that is not above. */
function last(numbers, most) {
  let [low, high] = [-1, numbers.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numbers[middle] <= most) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** All that is reached from the roots without going through the cut, each after what it refers to; and by what. */
function reached() {
  to.set("root", new Set(roots));
  const order = [];
  const from = new Map();
  const seen = new Set(["root"]);
  const path = [["root", [...to.get("root")]]];
  while (path.length > 0) {
    const [node, left] = path[path.length - 1];
    const next = left.pop();
    if (next === undefined) {
      order.push(node);
      path.pop();
    } else if (!cut.has(next)) {
      from.set(next, (from.get(next) ?? new Set()).add(node));
      if (seen.has(next)) continue;
      seen.add(next);
      path.push([next, [...(to.get(next) ?? [])]]);
    }
  }
  return { order, from };
}

/** For each the nearest one through which alone it is reached (Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm). */
function holders() {
  const place = new Map(order.map((node, at) => [node, at]));
  const holder = new Map([["root", "root"]]);
  for (let changed = true; changed; ) {
    changed = false;
    for (let at = order.length - 2; at >= 0; at--) {
      let found;
      for (let by of from.get(order[at])) {
        if (!holder.has(by)) continue;
        found ??= by;
        while (found !== by) {
          while (place.get(found) < place.get(by)) found = holder.get(found);
          while (place.get(by) < place.get(found)) by = holder.get(by);
        }
      }
      if (holder.get(order[at]) === found) continue;
      holder.set(order[at], found);
      changed = true;
    }
  }
  holder.delete("root");
  return holder;
}

function short(node) {
  const known = name.get(node) ?? node;
  const plain = known.replace(/17h[0-9a-f]{16}E/, "").replace(/\$LT\$/g, "<").replace(/\$GT\$/g, ">").replace(/\.\./g, "::");
  return (node.startsWith("d") ? "data " : "") + plain.slice(0, 110);
}
