/** Marks of a JPEG that say how large it is: SOF0 to SOF15, without DHT, JPG and DAC among them (ITU-T T.81, table B.1). */
const isFrame = (mark: number) => mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark);
/** Marks without a length: TEM, RST0 to RST7, SOI. */
const isBare = (mark: number) => mark === 0x01 || (mark >= 0xd0 && mark <= 0xd8);

/**
 * Pixels of a JPEG, by what it says itself: whoever names it may say something else.
 *
 * @returns 0 where it does not say
 */
export function jpegPixels(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let most = 0;
  for (let at = 0; at + 9 <= bytes.length; ) {
    const mark = view.getUint8(at + 1);
    if (view.getUint8(at) !== 0xff || mark === 0xff) {
      at += 1;
      continue;
    }
    // Behind the start of the scan come the points themselves.
    if (mark === 0xda) break;
    if (isFrame(mark)) most = Math.max(most, view.getUint16(at + 5) * view.getUint16(at + 7));
    at += isBare(mark) ? 2 : 2 + view.getUint16(at + 2);
  }
  return most;
}
