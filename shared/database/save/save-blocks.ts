// The save statement's parts for blocks, each row once.
import { type RawBuilder, sql } from 'kysely'
import type { Effects } from '../../scheduling/effects/effects.ts'
import { json } from '../rows/json.ts'
import { toBlockRows } from './schedule-rows.ts'

/** The parts that write blocks and take them back. */
export function blockParts({ blocks }: Effects): RawBuilder<unknown>[] {
  if (!blocks) return []
  const lifted = blocks.filter(({ block }) => block === null)
  return [
    sql`kd as (delete from blocks k using r, jsonb_to_recordset(${json(lifted)}) as x(kind text, key text)
      where k.professional_id = r.professional_id and k.kind = x.kind and k.key = x.key)`,
    sql`ki as (insert into blocks (professional_id, kind, key, name, note, created_at)
      select r.professional_id, x.kind, x.key, x.name, x.note, x."createdAt"
      from r, jsonb_to_recordset(${json(toBlockRows(blocks))}) as x(kind text, key text, name text, note text, "createdAt" timestamptz)
      on conflict (professional_id, kind, key) do update set name = excluded.name, note = excluded.note)`,
  ]
}
