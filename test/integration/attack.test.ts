// A short attack (npm run attack) finds nothing, and one on functions with a fault of every kind in them finds each.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FINDINGS } from '../../dev/attack/judge/finding.ts'
import { toWords } from '../../dev/attack/report.ts'
import { attack } from '../../dev/attack/run.ts'
import { openInside } from '../../dev/attack/target/inside.ts'
import type { Target } from '../../dev/attack/target/target.ts'
import { type PlantedServer, startPlanted, withPlanted } from '../support/planted.ts'
import { type PostOffice, startPostOffice } from '../support/post-office.ts'

const SEED = 1
/** A tenth of what `npm run attack` is asked for in docs/attacks.md. */
const INPUTS = 10_000
const PATIENT = 600_000
/** With them, every planted fault is run into. */
const PLANTED_INPUTS = 200

let office: PostOffice
let planted: PlantedServer
let target: Target & Required<Pick<Target, 'inside'>>

beforeAll(async () => {
  office = await startPostOffice({ subscribe: false })
  const { backend, mailbox } = office
  planted = await startPlanted(backend.world)
  const { url, projectId, user, firestore, log } = backend
  target = { url, projectId, signUp: user, inside: openInside(firestore, mailbox, log) }
})
afterAll(async () => {
  await planted.stop()
  await office.stop()
})

it('on the functions as they are finds nothing', { timeout: PATIENT }, async () => {
  const { found, inputs, byKind } = await attack({ target, seed: SEED, inputs: INPUTS })
  expect(found.map((one) => toWords(one, SEED))).toEqual([])
  // The words at their worst end each round and are counted; those of the last are one more than was asked for.
  expect(inputs).toBe(INPUTS + 1)
  expect([...byKind.keys()].toSorted()).toEqual([
    'described',
    'page tokens',
    'poison',
    'pushes',
    'raw',
    'tags',
  ])
})

it('on functions with a fault of every kind finds each, with the input that shows it', async () => {
  const { found } = await attack({
    target: { ...target, url: planted.url, inside: withPlanted(target.inside) },
    seed: SEED,
    inputs: PLANTED_INPUTS,
  })
  expect([...new Set(found.map(({ kind }) => kind))].toSorted()).toEqual(
    Object.keys(FINDINGS).toSorted(),
  )
  const slow = found.find(({ kind }) => kind === 'slow')
  expect(slow && toWords(slow, SEED)).toContain('/list-deliveries')
  expect(slow && toWords(slow, SEED)).toContain('npm run attack -- --seed 1 --round 0')
})
