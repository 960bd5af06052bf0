// What the parts have to do against the number of viewers, by the loads of docs/scale.md's table.
import { loadOf } from '../../catalogue/scale.ts'
import { drawChart } from './chart.ts'

/** Reads and writes of each part against the number of viewers. */
export function drawScale(): string {
  const along = [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000]
  const loads = along.map(loadOf)
  const of = (key: 'saves' | 'statements' | 'reads' | 'writes' | 'requests' | 'processors') =>
    loads.map((load) => load[key])
  return drawChart({
    title:
      'What Firestore, Postgres and the functions have to do in the busiest second, from ten thousand to a hundred million viewers a day',
    axis: 'viewers a day',
    along: along.map((viewers, at) => ({
      at,
      label: viewers >= 1_000_000 ? `${viewers / 1_000_000}M` : `${viewers / 1000}k`,
    })),
    panels: [
      {
        title: 'Firestore, a second',
        scale: 'log',
        lines: [
          { name: 'reads', tone: 'confirmed', values: of('reads') },
          { name: 'writes', tone: 'late', values: of('writes') },
        ],
      },
      {
        title: 'Postgres, a second',
        scale: 'log',
        lines: [
          { name: 'statements', tone: 'good', values: of('statements') },
          { name: 'saves', tone: 'late', values: of('saves') },
        ],
      },
      {
        title: 'functions, at once',
        scale: 'log',
        lines: [
          { name: 'requests a second', tone: 'confirmed', values: of('requests') },
          { name: 'processors', tone: 'session', values: of('processors') },
        ],
      },
    ],
  })
}
