// Reading and writing the binary format of WebAssembly: https://webassembly.github.io/spec/core/binary/

export const SECTION = { custom: 0, import: 2, export: 7, code: 10, data: 11 };
export const OPCODE = { unreachable: 0x00, nop: 0x01, end: 0x0b };
const KIND = { function: 0, table: 1, memory: 2, global: 3 };
const HEADER = 8;

/** Where one reads. */
export class Cursor {
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    return this.bytes[this.at++];
  }

  /** LEB128 without a sign, up to 2^53. */
  number() {
    let value = 0;
    for (let place = 1; ; place *= 0x80) {
      const byte = this.byte();
      value += (byte & 0x7f) * place;
      if (byte < 0x80) return value;
    }
  }

  text() {
    const length = this.number();
    this.at += length;
    return this.bytes.toString("utf8", this.at - length, this.at);
  }

  /** Over the kind and type of an import; says whether it is a function. */
  importType() {
    const kind = this.byte();
    if (kind === KIND.function) this.number();
    else if (kind === KIND.table) this.at++, this.limits();
    else if (kind === KIND.memory) this.limits();
    else if (kind === KIND.global) this.at += 2;
    else this.at++, this.number();
    return kind === KIND.function;
  }

  /** Over `i32.const …`, with which a segment says where it lies. */
  constant() {
    this.byte();
    this.number();
    if (this.byte() !== OPCODE.end) throw new Error("a segment lies where more than a constant says");
  }

  limits() {
    const bounded = this.byte() & 1;
    this.number();
    if (bounded) this.number();
  }

  /** Functions, each with its length in front: where they start and end. */
  bodies() {
    const found = [];
    for (let left = this.number(); left > 0; left--) {
      const size = this.number();
      found.push({ start: this.at, end: this.at + size });
      this.at += size;
    }
    return found;
  }

  /** Names and numbers of the functions that are exported. */
  exportedFunctions() {
    const found = [];
    for (let left = this.number(); left > 0; left--) {
      const name = this.text();
      const kind = this.byte();
      const index = this.number();
      if (kind === KIND.function) found.push({ name, index });
    }
    return found;
  }

  /** How many functions the section imports: they are numbered first. */
  importedFunctions() {
    let functions = 0;
    for (let left = this.number(); left > 0; left--) {
      this.text();
      this.text();
      if (this.importType()) functions++;
    }
    return functions;
  }
}

/** A file's sections: what they are, where they start, and a cursor at what is in them. */
export function sections(bytes) {
  const found = [];
  for (let at = HEADER; at < bytes.length; ) {
    const cursor = new Cursor(bytes, at);
    const id = cursor.byte();
    const length = cursor.number();
    const end = cursor.at + length;
    found.push({ id, start: at, end, cursor });
    at = end;
  }
  return found;
}

export function header(bytes) {
  return bytes.subarray(0, HEADER);
}

/** A section with its length in front. */
export function section(id, parts) {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([id]), leb(body.length), body]);
}

export function leb(value) {
  const out = [];
  do {
    const low = value % 0x80;
    value = Math.floor(value / 0x80);
    out.push(value > 0 ? low | 0x80 : low);
  } while (value > 0);
  return Buffer.from(out);
}

export function text(value) {
  const encoded = Buffer.from(value);
  return Buffer.concat([leb(encoded.length), encoded]);
}
