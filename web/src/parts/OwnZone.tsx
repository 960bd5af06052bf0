// In whose time the times of a list are, wherever somebody in it has other clocks.
import { useViewerZone } from '../app/session.ts'
import { differs, timesIn } from '../words/when.ts'

export interface There {
  readonly timeZone: string
  readonly at: Date
}

/** "Times in New York time (GMT-5)"; nothing where all clocks agree. */
export function OwnZone({ others }: { readonly others: readonly There[] }) {
  const zone = useViewerZone()
  const elsewhere = others.find(({ timeZone, at }) => differs(zone, timeZone, at))
  if (!elsewhere) return null
  return <p className="small muted own-zone">{timesIn(zone, elsewhere.at)}</p>
}
