// Two people tap the same last seat: who was faster, and how the other learns of it, as a drawing.
import { box, drawing, line, words } from './svg.ts'

const LANES = { emma: 90, postgres: 370, noah: 650 }
const TOP = 74

type Lane = keyof typeof LANES

const lane = (x: number): string =>
  `<line class="line" x1="${x}" y1="${TOP - 18}" x2="${x}" y2="460" stroke-width="1" stroke-dasharray="2 4"/>`

/** A message from one lane to another. */
function step(
  from: Lane,
  to: Lane,
  { y, says }: { readonly y: number; readonly says: string },
): string {
  const gap = LANES[from] < LANES[to] ? 8 : -8
  const [start, end] = [LANES[from] + gap, LANES[to] - gap]
  return [
    words(says, { x: (start + end) / 2, y: y - 8, kind: 'small' }),
    line({ x: start, y }, { x: end, y }),
  ].join('')
}

/** The race for one seat. */
export const drawRace = (): string =>
  drawing(
    {
      width: 740,
      height: 472,
      title:
        'Emma and Noah both read the calendar at revision 7. Emma saves at 7, which holds, and the calendar is at 8. Noah saves at 7, which writes nothing; he is decided again on revision 8, and refused as slot-taken, with other times',
    },
    [
      ...Object.values(LANES).map(lane),
      box({ x: 20, y: 12, width: 140, height: 44 }, 'Emma', { tone: 'confirmed' }),
      box({ x: 290, y: 12, width: 160, height: 44 }, 'Postgres', { tone: 'good' }),
      box({ x: 580, y: 12, width: 140, height: 44 }, 'Noah', { tone: 'confirmed' }),
      step('postgres', 'emma', { y: 110, says: 'the calendar, at revision 7' }),
      step('postgres', 'noah', { y: 150, says: 'the calendar, at revision 7' }),
      step('emma', 'postgres', { y: 200, says: 'save it all, if it is at 7' }),
      box({ x: 300, y: 214, width: 140, height: 40 }, 'it holds: 8', { tone: 'good' }),
      step('postgres', 'emma', { y: 280, says: 'booked' }),
      step('noah', 'postgres', { y: 320, says: 'save it all, if it is at 7' }),
      box({ x: 290, y: 334, width: 160, height: 40 }, 'nothing written', { tone: 'away' }),
      step('postgres', 'noah', { y: 408, says: 'the calendar, at revision 8' }),
      box({ x: 560, y: 420, width: 178, height: 48 }, 'slot-taken', {
        tone: 'late',
        says: 'with other times',
      }),
    ],
  )
