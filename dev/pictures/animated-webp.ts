// An animated picture out of single ones, as WebP has it: https://developers.google.com/speed/webp/docs/riff_container

export interface Frame {
  /** A whole WebP file without transparency, as browsers write them. */
  readonly picture: Buffer
  readonly millis: number
}

const CHUNK_HEAD = 8
const FILE_HEAD = 12
const ANIMATED = 0x02
const FOREVER = 0
/** Frames are whole: nothing of the one before is seen through. */
const NO_BLENDING = 0x02

const chunk = (name: string, data: Buffer): Buffer => {
  const head = Buffer.alloc(CHUNK_HEAD)
  head.write(name, 0, 'latin1')
  head.writeUInt32LE(data.length, 4)
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)])
}

const three = (value: number): Buffer => {
  const bytes = Buffer.alloc(3)
  bytes.writeUIntLE(value, 0, 3)
  return bytes
}

/** The chunk with the pixels. */
function pixelsOf(picture: Buffer): Buffer {
  for (let at = FILE_HEAD; at < picture.length;) {
    const name = picture.toString('latin1', at, at + 4)
    const end = at + CHUNK_HEAD + picture.readUInt32LE(at + 4)
    if (name === 'VP8 ' || name === 'VP8L')
      return chunk(name, picture.subarray(at + CHUNK_HEAD, end))
    at = end + (end % 2)
  }
  throw new Error('a frame is no WebP')
}

/** The frames one after the other, for ever. */
export function animate(
  frames: readonly Frame[],
  { width, height }: { readonly width: number; readonly height: number },
): Buffer {
  const size = Buffer.concat([three(width - 1), three(height - 1)])
  const parts = [
    chunk('VP8X', Buffer.concat([Buffer.from([ANIMATED, 0, 0, 0]), size])),
    chunk('ANIM', Buffer.from([255, 255, 255, 255, FOREVER, 0])),
    ...frames.map(({ picture, millis }) =>
      chunk(
        'ANMF',
        Buffer.concat([
          three(0),
          three(0),
          size,
          three(millis),
          Buffer.from([NO_BLENDING]),
          pixelsOf(picture),
        ]),
      ),
    ),
  ]
  return chunk('RIFF', Buffer.concat([Buffer.from('WEBP', 'latin1'), ...parts]))
}
