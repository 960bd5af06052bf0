// What the health function is asked and answers.
import * as z from 'zod'

export const GetHealth = z.strictObject({})

const state = z.enum(['up', 'down'])
const isOn = (of: string) =>
  z
    .enum(['on', 'off'])
    .meta({ description: `Off where ${of} is set: nobody is told by it, and nothing waits.` })

/** 200 where all is up, else 503. */
export const Health = z.object({
  status: state,
  parts: z.object({ database: state }),
  channels: z.object({ mail: isOn('no mail server'), push: isOn('no push service') }),
})
export type Health = z.infer<typeof Health>
