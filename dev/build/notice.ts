// The licences of what a bundle carries: their packages' own texts, in one file beside it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'
import * as z from 'zod'

/** What asks for no more than to be named. Another licence ends the build, until somebody has read it. */
const PERMISSIVE = [
  '0BSD',
  'Apache-2.0',
  'BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT-0',
]

const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//
const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i

/** The folders of the packages of which there is something in the outputs, in order. */
const foldersIn = ({ outputs }: Metafile): readonly string[] => {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs))
  const folders = inputs
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => PACKAGE.exec(path)?.[1] ?? [])
  return [...new Set(folders)].toSorted()
}

/** Old packages have a list of them. */
const Described = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  licenses: z.array(z.object({ type: z.string() })).optional(),
})

interface Licensed {
  /** Its name, version and licence. */
  readonly title: string
  /** The texts that it brings; empty where it brings none. */
  readonly text: string
}

const readLicensed = (root: string, folder: string): Licensed => {
  const described: unknown = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
  const { name, version, license, licenses = [] } = Described.parse(described)
  const named = license === undefined ? licenses.map(({ type }) => type) : [license]
  if (!named.some((one) => PERMISSIVE.includes(one)))
    throw new Error(`${folder}: nobody has read its licence (${named.join(', ') || 'none named'}).`)
  const texts = readdirSync(join(root, folder))
    .filter((file) => LICENCE_FILE.test(file))
    .toSorted()
    .map((file) => readFileSync(join(root, folder, file), 'utf8').trim())
  return { title: `${name} ${version} (${named.join(', ')})`, text: texts.join('\n\n') }
}

const RULER = `\n${'-'.repeat(80)}\n\n`

/**
 * The licences of the packages in what esbuild made of the sources below `root`, each text once, below the names of all
 * that bring it; empty where there are no packages. Throws where one has a licence that nobody has read.
 */
export const noticeOf = (root: string, metafile: Metafile): string => {
  const titles = new Map<string, string[]>()
  for (const folder of foldersIn(metafile)) {
    const { title, text } = readLicensed(root, folder)
    titles.set(text, [...(titles.get(text) ?? []), title])
  }
  return [...titles]
    .map(([text, names]) => `${[...names, '', text].join('\n').trim()}\n`)
    .join(RULER)
}
