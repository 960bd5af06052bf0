// Every document of a project, each held against the contract's schema of its path: no field missing, none more.
import { Timestamp } from '@google-cloud/firestore'
import { expect } from 'vitest'
import * as z from 'zod'
import { agendaDocument, bookingDocument } from '../../shared/contract/documents/booking.ts'
import { dayDocument } from '../../shared/contract/documents/day.ts'
import { mirrorDocument } from '../../shared/contract/documents/mirror.ts'
import { notificationDocument } from '../../shared/contract/documents/notification.ts'
import { professionalDocument } from '../../shared/contract/documents/professional.ts'
import { scheduleDocument } from '../../shared/contract/documents/schedule.ts'
import { type Backend, plain } from './backend.ts'
import { openDescription } from './described.ts'

/** A document's path and what it says. */
export interface Written {
  readonly path: string
  readonly data: Record<string, unknown>
}

const timestamp = z.instanceof(Timestamp)

/** By the collection that a document is in. */
const SCHEMAS: Readonly<Record<string, z.ZodObject>> = {
  professionals: professionalDocument(timestamp),
  days: dayDocument(timestamp),
  // What else it says is the fan-out's own.
  mirrors: mirrorDocument(timestamp).loose(),
  bookings: bookingDocument(timestamp),
  agenda: agendaDocument(timestamp),
  schedules: scheduleDocument(timestamp),
  notifications: notificationDocument(timestamp),
}

const collectionOf = (path: string) => path.split('/').at(-2) ?? path

/** Every document that there is. */
export async function readDocuments({ firestore }: Backend): Promise<readonly Written[]> {
  const groups = Object.keys(SCHEMAS).map((group) => firestore.collectionGroup(group).get())
  const found = await Promise.all(groups)
  return found.flatMap(({ docs }) => docs.map((one) => ({ path: one.ref.path, data: one.data() })))
}

const { json, faultsOf } = openDescription('documents.json')

interface DocumentDescribed {
  readonly path: string
  readonly content: { readonly $ref: string }
}

/** The definition of a path in docs/documents.json: the one whose words are these, what varies aside. */
function definitionOf(path: string): string | undefined {
  const segments = path.split('/')
  const found = (json['documents'] as readonly DocumentDescribed[]).find((one) => {
    const described = one.path.split('/')
    const isAlike = (segment: string, index: number) =>
      segment.startsWith('{') || segment === segments[index]
    return described.length === segments.length && described.every(isAlike)
  })
  return found?.content.$ref.split('/').at(-1)
}

/** Expects documents to be what the contract, and the written description, say of their paths, to the field. */
export function expectAsContracted(documents: readonly Written[]): void {
  for (const { path, data } of documents) {
    expect(SCHEMAS[collectionOf(path)]?.parse(data), path).toEqual(data)
    expect(faultsOf(plain(data), '$defs', definitionOf(path) ?? path), path).toEqual([])
  }
}
