import { expect, test } from 'vitest'
import { animate } from './animated-webp.ts'

const chunk = (name: string, data: number[]) => {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(data.length)
  return Buffer.concat([
    Buffer.from(name),
    length,
    Buffer.from(data),
    Buffer.alloc(data.length % 2),
  ])
}
const picture = (...chunks: Buffer[]) => Buffer.concat([Buffer.from('RIFF....WEBP'), ...chunks])

test('an animated picture holds the pixels of each frame, how long it is shown, and the size of all', () => {
  const [one, other] = [chunk('VP8 ', [1, 2, 3]), chunk('VP8L', [4, 5])]
  const made = animate(
    [
      { picture: picture(chunk('ICCP', [9]), one), millis: 700 },
      { picture: picture(other), millis: 65_537 },
    ],
    { width: 760, height: 300 },
  )
  expect(made.toString('latin1', 0, 4)).toBe('RIFF')
  expect(made.readUInt32LE(4)).toBe(made.length - 8)
  const size = [0xf7, 0x02, 0x00, 0x2b, 0x01, 0x00]
  expect([...made.subarray(24, 30)]).toEqual(size)
  const frames = made.toString('latin1').split('ANMF').slice(1)
  expect(frames.map((frame) => [...Buffer.from(frame, 'latin1').subarray(10, 19)])).toEqual([
    [...size, 0xbc, 0x02, 0x00],
    [...size, 0x01, 0x00, 0x01],
  ])
  expect(frames.map((frame) => frame.slice(20))).toEqual(
    [one, other].map((pixels) => pixels.toString('latin1')),
  )
})

test('a frame that is no WebP is refused', () => {
  const frames = [{ picture: picture(chunk('EXIF', [1])), millis: 1 }]
  expect(() => animate(frames, { width: 1, height: 1 })).toThrow('no WebP')
})
