// Whose calendars are imported: the caller's own, or, by an admin, those of the accounts that are named or known by their address.
import { toAddressKey } from '../../shared/contract/values/email.ts'
import { Stopped } from './apply/stopped.ts'
import { type Finding, finding } from './plan/finding.ts'
import type { Owner } from './apply/observe.ts'
import type { PlannedProfessional } from './plan/plan.ts'
import type { Target } from './target.ts'

/** A professional, and whose the calendar is or becomes. */
export interface Owned {
  readonly planned: PlannedProfessional
  readonly owner: Owner
}

interface Named {
  readonly owners: ReadonlyMap<string, string>
  readonly accounts: ReadonlyMap<string, string>
}

function findOwner({ key, email, ownerUid }: PlannedProfessional, { owners, accounts }: Named) {
  const known = email === undefined ? undefined : accounts.get(toAddressKey(email))
  return owners.get(key) ?? ownerUid ?? known
}

/**
 * Finds the owner of each. Who has none is told as left out.
 *
 * @throws Stopped where the caller is no admin, and several calendars or others' are to be imported
 */
export async function findOwners(
  planned: readonly PlannedProfessional[],
  named: Named,
  target: Target | undefined,
  isDry: boolean,
  findings: Finding[],
): Promise<readonly Owned[]> {
  if (!target) return planned.map((one) => ({ planned: one, owner: 'nobody yet' }))
  const { caller, makeOwner } = target
  if (!caller.isAdmin) {
    if (named.owners.size > 0 || named.accounts.size > 0)
      throw new Stopped(
        'only an admin names the accounts of others, and this token is none’s: without --owner and --accounts it is the own calendar; who was made an admin signs in again',
      )
    const keys = planned.map(({ key, profile }) => `${key} (${profile.name})`).join(', ')
    if (planned.length > 1)
      throw new Stopped(
        `an account has one calendar, and the source has ${planned.length}: ${keys}; choose one by --only, or sign in as an admin`,
      )
    return planned.map((one) => ({ planned: one, owner: 'caller' }))
  }
  const owned: Owned[] = []
  for (const one of planned) {
    const ownerUid = findOwner(one, named) ?? (isDry ? undefined : await makeOwner?.(one))
    const willBeMade = isDry && makeOwner !== undefined
    if (ownerUid !== undefined) owned.push({ planned: one, owner: { uid: ownerUid } })
    else if (willBeMade) owned.push({ planned: one, owner: 'nobody yet' })
    else
      findings.push(
        finding(
          'left out',
          one.at,
          'owner',
          one.email,
          `has no account: say --owner ${one.key}=UID, or --accounts with their verified address`,
          'nothing of this professional imported',
        ),
      )
  }
  return owned
}
