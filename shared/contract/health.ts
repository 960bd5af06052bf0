// What the health function is asked and answers.
import * as z from 'zod'

export const GetHealth = z.strictObject({})

const state = z.enum(['up', 'down'])
const channel = z.enum(['on', 'off'])

/** 200 where all is up, else 503. */
export const Health = z.object({
  status: state,
  parts: z.object({ database: state }),
  channels: z.object({ mail: channel, push: channel }),
})
export type Health = z.infer<typeof Health>
