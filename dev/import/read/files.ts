// The files of a source's folder, as text: bounded, in UTF-8, without a byte order mark.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Unreadable } from './unreadable.ts'

/** Of one file. Ten thousand bookings with notes are some 5 MB. */
const FILE_MB = 50
const MEGABYTE = 1024 * 1024

export interface SourceFile {
  readonly name: string
  readonly text: string
}

function toText(name: string, bytes: Buffer): string {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new Unreadable(`${name}: is in UTF-16; save it as UTF-8 ("CSV UTF-8" in a spreadsheet)`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    const line = lineOfFault(bytes)
    throw new Unreadable(
      `${name}, line ${line}: is not UTF-8; save it as UTF-8 ("CSV UTF-8" in a spreadsheet)`,
      { cause },
    )
  }
}

/** The first line that does not decode, from 1. */
function lineOfFault(bytes: Buffer): number {
  const decoded = new TextDecoder('utf-8').decode(bytes)
  return decoded.slice(0, decoded.indexOf('\ufffd')).split('\n').length
}

function readFile(folder: string, name: string): SourceFile {
  const path = join(folder, name)
  const { size } = statSync(path)
  if (size > FILE_MB * MEGABYTE)
    throw new Unreadable(
      `${name}: has ${Math.ceil(size / MEGABYTE)} MB, at most ${FILE_MB} are read; divide it`,
    )
  return { name, text: toText(name, readFileSync(path)) }
}

/** All files of a folder whose names end so, by name. @throws Unreadable where there is no such folder, or a file is none of text */
export function readFolder(folder: string, extension: '.csv' | '.json'): readonly SourceFile[] {
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch (cause) {
    throw new Unreadable(`${folder}: is not a folder that can be read`, { cause })
  }
  return names
    .filter((name) => name.toLowerCase().endsWith(extension))
    .toSorted()
    .map((name) => readFile(folder, name))
}
