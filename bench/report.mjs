// Prints rows as a table and adds them to the file of all rows: `{"work", "ours", "theirs", "unit", "ratio", "bar"}`, where the
// bar is of the ratio, or of ours where there is no rival.
import { readFile, writeFile } from "node:fs/promises";

// A screen of 60 Hz gives 59.9 frames a second.
const NEARLY = 0.98;

const round = (number) => Math.round(number * 1000) / 1000;

export const row = (work, ours, theirs, unit, bar) => ({
  work,
  ours: round(ours),
  theirs: theirs === null ? null : round(theirs),
  unit,
  ratio: theirs === null ? null : round(ours / theirs),
  bar,
});

export async function report(rows, output) {
  const text = (number) => (number === null ? "" : String(number));
  // A bar below zero is to be reached, any other is not to be passed.
  const bar = (row) => (row.ratio === null ? `${Math.abs(row.bar)} ${row.unit}` : `${row.bar}`);
  const within = (row) => {
    if (row.bar < 0) return row.ours >= -row.bar * NEARLY ? "ok" : "UNDER";
    return (row.ratio ?? row.ours) <= row.bar ? "ok" : "OVER";
  };
  const line = (row) => [row.work, text(row.ours), text(row.theirs), row.unit, text(row.ratio), bar(row), within(row)];
  const table = [["work", "ours", "theirs", "unit", "ratio", "bar", ""], ...rows.map(line)];
  const widths = table[0].map((_, column) => Math.max(...table.map((cells) => cells[column].length)));
  for (const cells of table) console.log(cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join("  "));
  const before = await readFile(output, "utf8").then(JSON.parse).catch(() => []);
  await writeFile(output, `${JSON.stringify([...before, ...rows], null, 2)}\n`);
}

export const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
