// The statuses of a booking as a drawing: the places are chosen here, the arrows come from the table of steps.
import { type Status, STEPS } from '../../../shared/contract/status.ts'
import { arrow, box, type Box, drawing, type Tone } from './svg.ts'

const SIZE = { width: 116, height: 44 }

const PLACES: Readonly<
  Record<Status, { readonly x: number; readonly y: number; readonly tone: Tone }>
> = {
  held: { x: 70, y: 62, tone: 'held' },
  pending: { x: 70, y: 258, tone: 'pending' },
  confirmed: { x: 262, y: 160, tone: 'confirmed' },
  'in-progress': { x: 430, y: 160, tone: 'session' },
  completed: { x: 598, y: 160, tone: 'good' },
  'no-show': { x: 598, y: 352, tone: 'late' },
  cancelled: { x: 262, y: 352, tone: 'away' },
  declined: { x: 70, y: 352, tone: 'away' },
  expired: { x: 262, y: 14, tone: 'away' },
}

const BEGIN: Box = { x: 2, y: 174, width: 16, height: 16 }

const boxOf = (status: Status | 'none'): Box =>
  status === 'none' ? BEGIN : { ...PLACES[status], ...SIZE }

/** Every status, and every step between two. */
export function drawStatuses(): string {
  const has = (from: string, to: string) =>
    STEPS.some((step) => step.from === from && step.to === to)
  const pairs = [...new Map(STEPS.map((step) => [`${step.from} ${step.to}`, step])).values()]
  const arrows = pairs.flatMap(({ from, to }) => {
    const isBoth = has(to, from)
    // Of two that go both ways, one is drawn.
    return isBoth && from > to ? [] : [arrow(boxOf(from), boxOf(to), { isBoth })]
  })
  const boxes = Object.entries(PLACES).map(([name, { x, y, tone }]) =>
    box({ x, y, ...SIZE }, name, { tone }),
  )
  const title = `A booking is ${pairs.map(({ from, to }) => `${from} then ${to}`).join(', ')}`
  return drawing({ width: 718, height: 410, title }, [
    ...arrows,
    '<circle class="head" cx="10" cy="182" r="8"/>',
    ...boxes,
  ])
}
