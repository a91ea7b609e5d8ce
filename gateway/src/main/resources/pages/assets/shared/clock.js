// The server's clock. A told time may be old when it arrives (the trip, an answer from a cache), never from the future:
// of the samples of the last minute the one furthest ahead is the nearest.

const KEPT_MS = 60000;
const BELIEVED_TRIP_MS = 100;

let samples = [];

/** Takes a sample: a time the server told, and when the question left and the answer came. */
export function sample(serverTime, sentAt, receivedAt) {
  const trip = Math.min(receivedAt - sentAt, BELIEVED_TRIP_MS);
  samples.push({ offset: Date.parse(serverTime) + trip / 2 - receivedAt, at: receivedAt });
  samples = samples.filter((one) => receivedAt - one.at < KEPT_MS);
}

/** Milliseconds since 1970 on the server's clock; null before the first sample. */
export function serverNow() {
  return samples.length === 0 ? null : Math.max(...samples.map((one) => one.offset)) + performance.now();
}
