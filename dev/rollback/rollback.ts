// From the folders `wanted` and `newest` to `sources.tfvars.json` for Terraform, and `archives.txt`, which must be in the bucket.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { chooseSources, type Release } from './choose.ts'

const Sources = z.object({ sources: z.record(z.string(), z.string()) })

const readRelease = (folder: string): Release => {
  const { sources } = Sources.parse(
    JSON.parse(readFileSync(join(folder, 'sources.tfvars.json'), 'utf8')),
  )
  const contracts = readFileSync(join(folder, 'contracts.txt'), 'utf8').split('\n').filter(Boolean)
  return { sources, contracts }
}

/** Chooses in the working folder. */
export function rollBack(): void {
  const sources = chooseSources(readRelease('wanted'), readRelease('newest'))
  writeFileSync('sources.tfvars.json', `${JSON.stringify({ sources }, null, 2)}\n`)
  writeFileSync(
    'archives.txt',
    Object.values(sources)
      .map((name) => `${name}\n`)
      .join(''),
  )
  console.log(`${Object.keys(sources).length} functions chosen`)
}
