// Accounts by their verified addresses, as `firebase auth:export` writes them: who owns a calendar, and whose a booking is.
import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { toAddressKey } from '../../shared/contract/values/email.ts'
import { parseJson } from './read/json.ts'
import { Unreadable } from './read/unreadable.ts'

// https://firebase.google.com/docs/cli/auth#file_format
const Exported = z.looseObject({
  users: z.array(
    z.looseObject({
      localId: z.string().min(1),
      email: z.string().optional(),
      emailVerified: z.boolean().optional(),
      disabled: z.boolean().optional(),
    }),
  ),
})

/** Uid by address, of those that nobody else can have. @throws Unreadable */
export function parseAccounts(name: string, text: string): ReadonlyMap<string, string> {
  const parsed = Exported.safeParse(parseJson({ name, text }))
  if (!parsed.success)
    throw new Unreadable(
      `${name}: is not what \`firebase auth:export ${name} --format=json\` writes`,
    )
  return new Map(
    parsed.data.users.flatMap(({ localId, email, emailVerified, disabled }) =>
      email !== undefined && emailVerified === true && disabled !== true
        ? [[toAddressKey(email), localId] as const]
        : [],
    ),
  )
}

/** Reads such a file. @throws Unreadable */
export function readAccounts(path: string): ReadonlyMap<string, string> {
  try {
    return parseAccounts(path, readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof Unreadable) throw error
    throw new Unreadable(`${path}: cannot be read`, { cause: error })
  }
}
