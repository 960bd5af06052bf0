// The functions that apps call, as far as their description needs them: the manifest's words, and what each file says of itself.
import type * as z from 'zod'
import { type FunctionName, manifest } from '../../functions/manifest.ts'
import type { Reason } from '../../shared/contract/faults/reasons.ts'
import { exportNameOf, loadDefinition } from '../gateway.ts'

export interface DescribedFunction {
  readonly name: FunctionName
  readonly operationId: string
  readonly room: 'commands' | 'queries'
  readonly caller: 'account' | 'public' | 'link'
  /** One sentence. */
  readonly summary: string
  readonly timeoutSeconds: number
  readonly input: z.ZodType
  readonly output: z.ZodObject
  readonly hasEtag: boolean
  readonly reasons: readonly Reason[]
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** Every function that apps call, in the manifest's order. */
export async function findFunctions(): Promise<readonly DescribedFunction[]> {
  const found: DescribedFunction[] = []
  for (const name of Object.keys(manifest) as FunctionName[]) {
    const { schemas, reasons = [], hasEtag = false } = await loadDefinition(name)
    const { room, caller, does, timeoutSeconds } = manifest[name]
    if (!schemas || caller === 'platform') continue
    found.push({
      name,
      operationId: exportNameOf(name),
      room,
      caller,
      summary: `${capital(does)}.`,
      timeoutSeconds,
      input: schemas.input,
      output: schemas.output,
      hasEtag,
      reasons,
    })
  }
  return found
}
