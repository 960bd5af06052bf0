// The table of who hears what, row by row as it was agreed on.
import { describe, expect, it } from 'vitest'
import { ACTOR_KINDS, type ActorKind } from '../contract/status.ts'
import { HAPPENINGS, type Happening } from './happening.ts'
import { type Channel, type Role, hears } from './who-hears.ts'

const ON = { push: true, email: true }
const LETTERS: Readonly<Record<Channel, string>> = { 'in-app': 'I', push: 'P', mail: 'M' }
const letters = (
  happening: Happening,
  role: Role,
  by: ActorKind,
  ahead = 60,
  switches = ON,
): string =>
  hears(happening, role, by, ahead, role === 'guest' ? undefined : switches)
    .map((channel) => LETTERS[channel])
    .join('') || '–'

/** Client, guest and owner, in that order. */
const all = (happening: Happening, by: ActorKind, ahead?: number): string =>
  (['client', 'guest', 'owner'] as const)
    .map((role) => letters(happening, role, by, ahead))
    .join(' ')

describe('who hears of', () => {
  it.each([
    ['held', 'client', '– – –'],
    ['released', 'client', '– – –'],
    ['released', 'system', '– – –'],
    ['requested', 'client', 'IM – IPM'],
    ['confirmed', 'client', 'IM – IPM'],
    ['confirmed', 'professional', 'IPM M –'],
    ['confirmed', 'admin', 'IPM M IM'],
    ['declined', 'professional', 'IPM – –'],
    ['declined', 'admin', 'IPM – IM'],
    ['request-expired', 'system', 'IPM – IP'],
    ['cancelled', 'client', 'IM M IPM'],
    ['cancelled', 'professional', 'IPM M –'],
    ['cancelled', 'admin', 'IPM M IM'],
    ['move-requested', 'client', 'IM – IPM'],
    ['moved', 'client', 'IM – IPM'],
    ['moved', 'professional', 'IPM M –'],
    ['moved', 'admin', 'IPM M IM'],
    ['started', 'professional', '– – –'],
    ['started', 'system', '– – –'],
    ['completed', 'professional', '– – –'],
    ['completed', 'system', '– – –'],
    ['delayed', 'professional', 'IPM M –'],
    ['on-time', 'professional', 'IPM M –'],
    ['no-show', 'professional', 'I – –'],
    ['no-show', 'admin', 'I – I'],
    ['no-show-taken-back', 'professional', 'I – –'],
    ['no-show-taken-back', 'admin', 'I – I'],
    ['reminder', 'system', 'IPM M –'],
    ['hours-changed', 'professional', '– – –'],
    ['hours-changed', 'admin', '– – IM'],
    ['service-changed', 'professional', '– – –'],
    ['service-changed', 'admin', '– – IM'],
    ['professional-changed', 'professional', '– – –'],
    ['professional-changed', 'admin', '– – IM'],
    ['external-busy-changed', 'admin', '– – I'],
    ['activity-changed', 'professional', '– – –'],
    ['activity-changed', 'admin', '– – I'],
    ['block-changed', 'admin', '– – I'],
    ['erased', 'client', '– – –'],
  ] as const)('%s by %s: client, guest, owner %s', (happening, by, expected) => {
    expect(all(happening, by)).toBe(expected)
  })

  it('a delay by mail only where the appointment is half an hour ahead, or more', () => {
    expect([all('delayed', 'professional', 30), all('delayed', 'professional', 29)]).toEqual([
      'IPM M –',
      'IP – –',
    ])
  })

  it('anything never by a channel that the account switched off, save the list in the app', () => {
    const off = HAPPENINGS.flatMap((happening) =>
      ACTOR_KINDS.flatMap((by) =>
        (['client', 'owner'] as const).map((role) =>
          letters(happening, role, by, 60, { push: false, email: false }),
        ),
      ),
    )
    expect(new Set(off)).toEqual(new Set(['–', 'I']))
  })

  it('anything never, as an owner, of what they did themselves', () => {
    expect(
      HAPPENINGS.filter((happening) => letters(happening, 'owner', 'professional') !== '–'),
    ).toEqual([])
  })

  it('anything by push or in an app never as a guest, who has neither', () => {
    const heard = HAPPENINGS.flatMap((happening) =>
      ACTOR_KINDS.map((by) => letters(happening, 'guest', by)),
    )
    expect(new Set(heard)).toEqual(new Set(['–', 'M']))
  })
})
