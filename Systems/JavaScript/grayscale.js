/**
 * The paper's function (Section 5): each pixel's R, G and B are replaced by their average, (R+G+B)/3 in integers.
 * Frames are packed RGB, three bytes a pixel; the harness holds every output against its own definition, bit by bit.
 * @param {Uint8Array} frame
 * @returns {Uint8Array} of the frame's length
 */
export function grayscale(frame) {
  const gray = new Uint8Array(frame.length);
  for (let i = 0; i + 2 < frame.length; i += 3) {
    const average = ((frame[i] + frame[i + 1] + frame[i + 2]) / 3) | 0;
    gray[i] = average;
    gray[i + 1] = average;
    gray[i + 2] = average;
  }
  return gray;
}
