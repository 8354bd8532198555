// Both halves of every row, in one page: warmed up, alternating, medians. Leaves its rows in `window.rows`.
import init, { Chart, LogList, decode, decode_lines } from "/pkg/atalaya-bench.js";
import uPlot from "/uplot/uPlot.esm.js";

const WIDTH = 1000;
const HEIGHT = 300;
const ROUNDS = 31;
const WARM_UP = 8;
const START = 1_700_000_000; // seconds; a round minute is not needed
const SERIES = ["#2841b8", "#b3680e", "#00a495", "#890163", "#5f4a00", "#9168dc", "#007399", "#ad4046", "#3c945d", "#721491", "#969726", "#5e6371"];

// The same numbers in every run.
const random = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

// A metric: a slow wave, a drift and noise around a level of its own.
const column = (seed, count) => {
  const next = random(seed);
  const level = 20 + next() * 60;
  let drift = 0;
  return Float64Array.from({ length: count }, (_, i) => {
    drift = drift * 0.9 + (next() - 0.5) * 4;
    return level + drift + 8 * Math.sin((i / count) * 12 + seed) + (next() - 0.5) * 2;
  });
};

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const median = (times) => times.toSorted((a, b) => a - b)[times.length >> 1];

// Times two functions in turn, each after a frame of its own so that neither pays for what the other left behind.
async function versus(ours, theirs, rounds = ROUNDS) {
  const times = [[], []];
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const [side, run] of [ours, theirs].entries()) {
      await frame();
      const from = performance.now();
      run();
      const took = performance.now() - from;
      if (round >= 0) times[side].push(took);
    }
  }
  return times.map(median);
}

function charts(series, count) {
  const step = 15;
  const columns = Array.from({ length: series }, (_, i) => column(i + 1, count));
  const canvas = document.createElement("canvas");
  document.body.append(canvas);
  const ours = Chart.over(canvas, WIDTH, HEIGHT, START * 1000, step * 1000, count);
  for (const values of columns) ours.add(values);

  // The same picture on both sides: repeats of a colour are dashed, but in a crowd of lines ours are solid.
  const crowd = series * Math.min(count, 4 * WIDTH) > 32 * WIDTH;
  const dash = (i) => (crowd || i < 12 ? undefined : i < 24 ? [6, 3] : [2, 2]);
  const times = Float64Array.from({ length: count }, (_, i) => START + i * step);
  const options = {
    width: WIDTH,
    height: HEIGHT,
    pxAlign: true,
    cursor: { show: false },
    legend: { show: false },
    series: [{}, ...columns.map((_, i) => ({ stroke: SERIES[i % SERIES.length], width: 1.5, dash: dash(i), points: { show: false } }))],
  };
  const plot = new uPlot(options, [times, ...columns], document.body);
  const context = canvas.getContext("2d");
  const remove = () => {
    ours.free();
    canvas.remove();
    plot.destroy();
  };
  return {
    // One pixel read back makes the browser rasterise what was recorded.
    ours: { draw: () => ours.draw(), pixels: () => (ours.draw(), context.getImageData(0, 0, 1, 1)), chart: ours },
    // uPlot draws in a microtask unless the redraw is part of a batch.
    theirs: { draw: () => plot.batch(() => plot.redraw()), pixels: () => (plot.batch(() => plot.redraw()), plot.ctx.getImageData(0, 0, 1, 1)) },
    remove,
  };
}

const rows = [];
let memory;
const round = (number) => Math.round(number * 1000) / 1000;
const row = (work, ours, theirs, bar) => {
  rows.push({ work, ours: round(ours), theirs: theirs === null ? null : round(theirs), unit: "ms", ratio: theirs === null ? null : round(ours / theirs), bar });
};

const DRAWS = [[20, 300, "20 × 300"], [100, 1_000, "100 × 1,000"], [1, 1_000_000, "1 × 1,000,000"]];

async function draw() {
  for (const [series, count, name] of DRAWS) {
    const { ours, theirs, remove } = charts(series, count);
    row(`draw ${name}, script`, ...(await versus(ours.draw, theirs.draw)), 0.6);
    row(`draw ${name}, with pixels`, ...(await versus(ours.pixels, theirs.pixels, 15)), 0.7);
    remove();
  }
}

// A pointer's way over a panel of 100 series: finding the values and the nearest mark, without a rival.
async function hover() {
  const { ours, remove } = charts(100, 1_000);
  ours.draw();
  const times = [];
  for (let move = 0; move < 400; move++) {
    const from = performance.now();
    ours.chart.point(60 + (move * 37) % 900, 20 + (move * 13) % 240);
    times.push(performance.now() - from);
  }
  row("hover 100 × 1,000, hit test of a move", median(times), null, 2);
  remove();
}

// A range answer's bytes to columns of numbers. Ours: the copy into wasm and the decoding. Theirs: the text of the same
// bytes, JSON.parse, and a loop with Number().
async function decoding() {
  const [series, count, step] = [1_000, 1_000, 15];
  const start = Math.ceil(START / step) * step;
  const result = Array.from({ length: series }, (_, i) => {
    const values = Array.from(column(i + 1, count), (value, at) => `[${start + at * step},"${value.toPrecision(8)}"]`);
    return `{"metric":{"__name__":"requests","instance":"10.0.0.${i}:9100","job":"node"},"values":[${values}]}`;
  });
  const bytes = new TextEncoder().encode(`{"status":"success","data":{"resultType":"matrix","result":[${result}]}}`);
  const ours = () => {
    if (decode(bytes, start * 1000, step * 1000, count) !== series * count) throw new Error("our decoding lost values");
  };
  const theirs = () => {
    const answer = JSON.parse(new TextDecoder().decode(bytes));
    const columns = answer.data.result.map(({ values }) => {
      const numbers = new Float64Array(count);
      for (let at = 0; at < values.length; at++) numbers[at] = Number(values[at][1]);
      return numbers;
    });
    if (columns.length !== series) throw new Error("their decoding lost values");
  };
  row(`decode 1,000 × 1,000, ${Math.round(bytes.length / 1e6)} MB`, ...(await versus(ours, theirs, 9)), 0.2);
}

const RECORDED = "/lines.json";
const recorded = async () => new Uint8Array(await (await fetch(RECORDED)).arrayBuffer());

// A reply of 5,000 recorded lines. Theirs: the text of the same bytes, JSON.parse, and an object for each row.
async function lines() {
  const bytes = await recorded();
  const ours = () => {
    if (decode_lines(bytes) !== 5_000) throw new Error("our decoding lost lines");
  };
  const theirs = () => {
    const rows = [];
    for (const { stream, values } of JSON.parse(new TextDecoder().decode(bytes)).data.result) {
      for (const [at, line, beside] of values) rows.push({ at: BigInt(at), line, labels: stream, ...beside });
    }
    if (rows.length !== 5_000) throw new Error("their decoding lost lines");
  };
  row(`lines: decode a reply of 5,000, ${(bytes.length / 1e6).toFixed(1)} MB`, ...(await versus(ours, theirs, 15)), 0.6);
}

// Each key looks through all that is loaded: the slowest of a word as it is typed, and of texts that are nowhere.
async function search() {
  const list = LogList.of(await recorded(), 100_000);
  const keys = ["z", "zq", "s", "si", "sig", "sign", "signe", "signed", "q~", "not there at all"];
  const times = keys.map((key) => {
    const all = Array.from({ length: 7 }, () => {
      const from = performance.now();
      list.search(key);
      return performance.now() - from;
    });
    return median(all);
  });
  row("lines: search of 100,000 loaded lines, slowest key", Math.max(...times), null, 50);
  list.free();
}

// What a million loaded lines take of wasm's memory, over the bytes of their text and of the values beside them.
async function held() {
  const before = memory.buffer.byteLength;
  const list = LogList.of(await recorded(), 1_000_000);
  const [taken, text] = [memory.buffer.byteLength - before, list.text()];
  rows.push({ work: "lines: memory of 1,000,000 loaded lines", ours: round(taken / 1e6), theirs: round(text / 1e6), unit: "MB", ratio: round(taken / text), bar: 1.3 });
  list.free();
}

const WORKS = { draw, hover, decode: decoding, lines, search, held };

const only = new URLSearchParams(location.search).get("only") ?? "";
try {
  ({ memory } = await init());
  for (const [name, work] of Object.entries(WORKS)) if (name.includes(only)) await work();
  window.rows = rows;
} catch (error) {
  window.failed = String(error?.stack ?? error);
}
