// Calls every deployed function once, without an account, at the addresses of Terraform's outputs (`terraform output -json`). Behind a
// load balancer the functions' own addresses let nobody in: then those of the domain.
import { resolve4 } from 'node:dns/promises'
import * as z from 'zod'
import { manifest } from '../../functions/manifest.ts'
import { readJson } from '../command/read-json.ts'
import { check, type Target } from './check.ts'

const PATIENCE = { millis: 120_000, pauseMillis: 5_000 }

const Outputs = z.object({
  api_base_url: z.object({ value: z.string() }),
  api_address: z.object({ value: z.string().nullable() }).optional(),
  function_uris: z.object({ value: z.record(z.string(), z.string()) }),
})

/** Whether the domain leads to the load balancer; its certificate comes a while after that. */
const leadsTo = async (baseUrl: string, wanted: string): Promise<boolean> => {
  const found: readonly string[] = await resolve4(new URL(baseUrl).hostname).catch(() => [])
  return found.includes(wanted)
}

/** By who may call it. */
const GETS: Readonly<Record<string, Target['gets']>> = {
  account: 'refusal',
  public: 'answer',
  link: 'no-link',
  platform: 'nothing',
}

/** Says on standard error what does not answer as it should, and sets the exit code. */
export async function smoke(outputsFile: string): Promise<void> {
  const outputs = Outputs.parse(readJson(outputsFile))
  const baseUrl = outputs.api_base_url.value
  const address = outputs.api_address?.value
  const all = Object.entries(manifest).map(([name, { caller }]): Target => {
    const gets = GETS[caller] ?? 'refusal'
    const own = outputs.function_uris.value[name] ?? ''
    return { name, gets, url: gets !== 'nothing' && address ? `${baseUrl}/${name}` : own }
  })
  const isReady = !address || (await leadsTo(baseUrl, address))
  if (!isReady)
    console.error(`NOT TRIED: ${baseUrl} does not lead to ${address} yet; set that DNS record (A)`)
  const targets = all.filter(({ gets }) => isReady || gets === 'nothing')
  const faults = await Promise.all(
    targets.map(async (target) => {
      const fault = await check(target, PATIENCE)
      return fault === undefined ? [] : [`${target.name} ${fault}`]
    }),
  )
  for (const fault of faults.flat()) console.error(fault)
  console.log(`${targets.length} functions tried, ${faults.flat().length} faults`)
  if (faults.flat().length > 0) process.exitCode = 1
}
