// The people of the local stack's demo data: what is known of each, who books, and who looks after it all.
import type { z } from 'zod'
import type { SaveProfessional } from '../../shared/contract/professional.ts'
import type { SaveService } from '../../shared/contract/service.ts'

export interface Person {
  readonly name: string
  readonly email: string
}

export type Weekly = { readonly weekday: number; readonly start: string; readonly end: string }

export interface DemoProfessional extends Person {
  readonly profile: Omit<z.input<typeof SaveProfessional>, 'name'>
  readonly hours: readonly Weekly[]
  readonly services: readonly z.input<typeof SaveService>[]
  /** Bookings that they get in four days, about. */
  readonly demand: number
}

/** Of every demo account. */
export const PASSWORD = 'demo-password'

/** A person with an address of example.com, which is nobody's. */
export function person(name: string): Person {
  const plain = name
    .replace(/^Dr /, '')
    .normalize('NFD')
    .replaceAll(/[^\w ]/g, '')
  return { name, email: `${plain.toLowerCase().replaceAll(' ', '.')}@example.com` }
}

export const ADMIN: Person = { name: 'Robin Hale', email: 'admin@example.com' }

/** They have accounts and book for themselves. */
export const CLIENTS: readonly Person[] = [
  'Emma Fischer',
  'Noah Clarke',
  'Lucas Almeida',
  'Ananya Iyer',
  'Yuki Tanaka',
  'Grace Johnson',
  'Mateo García',
  'Fatima Zahra',
  'Liam O’Connor',
  'Hannah Nowak',
].map(person)

/** Where they read times. */
export const CLIENTS_ZONE = 'Europe/Berlin'

/** They call, and the professional books them in. */
export const GUESTS: readonly string[] = [
  'Sven Larsson',
  'Aisha Bello',
  'Carlos Mendes',
  'Mei Lin',
  'Patrick Dubois',
  'Zofia Kowalska',
  'Rajesh Gupta',
  'Ingrid Halvorsen',
  'Tom Bradley',
  'Nour Mansour',
  'Beatriz Costa',
  'Oliver Grant',
  'Haruto Sato',
  'Elena Popescu',
  'Samuel Mwangi',
  'Julia Steiner',
]

export const NOTES: readonly string[] = [
  'First time here.',
  'Please ring at the side entrance.',
  'I may be five minutes late.',
  'As talked about on the phone.',
  'Bringing the papers from last time.',
]
