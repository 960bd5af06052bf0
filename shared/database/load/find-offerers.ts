// The professionals of some bookings with their services: what a booking is shown with.
import type { Kysely } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Calendar } from '../../scheduling/model/calendar.ts'
import { PROFESSIONAL, SERVICE, parseProfessional, parseService } from '../rows/professional-row.ts'
import { isDistributed } from '../connection/distributed.ts'
import type { Database } from '../connection/connection.ts'

export type Offerer = Pick<
  Calendar,
  'professionalId' | 'ownerUid' | 'professional' | 'services' | 'policy'
>

/** Professionals by their ids. */
export async function findOfferers(
  db: Kysely<Database>,
  professionalIds: readonly string[],
): Promise<ReadonlyMap<string, Offerer>> {
  const ids = [...new Set(professionalIds)]
  const rows = await db
    .selectFrom('professionals as p')
    .where((eb) => eb('p.professional_id', '=', eb.fn.any(eb.val(ids))))
    .select(['p.owner_uid as ownerUid', PROFESSIONAL.as('professional')])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('services as s')
          .whereRef('s.professional_id', '=', 'p.professional_id')
          .$if(isDistributed(db), (of) =>
            of.where((s) => s('s.professional_id', '=', s.fn.any(s.val(ids)))),
          )
          .orderBy('s.created_at')
          .select(SERVICE.as('service')),
      ).as('services'),
    )
    .execute()
  return new Map(
    rows.map(({ ownerUid, professional: row, services }) => {
      const professional = parseProfessional(row)
      const { professionalId, policy } = professional
      const offered = services.map(({ service }) => parseService(service))
      return [professionalId, { professionalId, ownerUid, professional, services: offered, policy }]
    }),
  )
}
