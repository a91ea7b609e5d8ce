// Finds the number behind an ALTCHA challenge: SHA-256(salt + number) = challenge. Plain script of a worker, so that the
// page stays quick; its own SHA-256, because WebCrypto answers asynchronously and is slower for such short texts.

const K = Uint32Array.from({ length: 64 }, (_, i) => fraction(Math.cbrt(prime(i))));
const START = Uint32Array.from({ length: 8 }, (_, i) => fraction(Math.sqrt(prime(i))));
const W = new Uint32Array(64);

function prime(n) {
  for (let candidate = 2, found = -1; ; candidate++) {
    let isPrime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) isPrime = false;
    if (isPrime && ++found === n) return candidate;
  }
}

function fraction(value) {
  return Math.floor((value - Math.floor(value)) * 0x100000000);
}

function block(state, data, at) {
  for (let i = 0; i < 16; i++) W[i] = (data[at + 4 * i] << 24) | (data[at + 4 * i + 1] << 16) | (data[at + 4 * i + 2] << 8) | data[at + 4 * i + 3];
  for (let i = 16; i < 64; i++) {
    const a = W[i - 15], b = W[i - 2];
    W[i] = (W[i - 16] + ((a >>> 7 | a << 25) ^ (a >>> 18 | a << 14) ^ a >>> 3) + W[i - 7] + ((b >>> 17 | b << 15) ^ (b >>> 19 | b << 13) ^ b >>> 10)) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const one = (h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
    const two = (((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d; state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

function sha256(bytes, length, scratch) {
  const blocks = (length + 9 + 63) >> 6;
  scratch.fill(0, 0, blocks * 64);
  scratch.set(bytes.subarray(0, length));
  scratch[length] = 0x80;
  const bits = length * 8;
  for (let i = 0; i < 4; i++) scratch[blocks * 64 - 1 - i] = bits >>> (8 * i);
  const state = START.slice();
  for (let i = 0; i < blocks; i++) block(state, scratch, i * 64);
  return state;
}

/** The number, or null when there is none up to `most`. */
function solve(salt, challenge, most) {
  const wanted = Uint32Array.from({ length: 8 }, (_, i) => parseInt(challenge.slice(8 * i, 8 * i + 8), 16));
  const prefix = new TextEncoder().encode(salt);
  const bytes = new Uint8Array(prefix.length + 20);
  const scratch = new Uint8Array(prefix.length + 160);
  bytes.set(prefix);
  for (let number = 0; number <= most; number++) {
    const digits = String(number);
    for (let i = 0; i < digits.length; i++) bytes[prefix.length + i] = digits.charCodeAt(i);
    const hash = sha256(bytes, prefix.length + digits.length, scratch);
    if (hash[0] === wanted[0] && hash.every((word, i) => word === wanted[i])) return number;
  }
  return null;
}

addEventListener("message", ({ data }) => {
  const began = performance.now();
  const number = data.algorithm === "SHA-256" ? solve(data.salt, data.challenge, data.maxnumber ?? data.maxNumber ?? 1e6) : null;
  postMessage({ number, took: Math.round(performance.now() - began) });
});
