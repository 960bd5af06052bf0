// In whose time the times are, wherever that matters on the shown date, and the choice of another. Nothing is switched silently.
import { useState } from 'react'
import { serverNow } from '../../app/backend.ts'
import { chosenZone, useAccount, useAccountZone, useViewerZone } from '../../app/session.ts'
import { useStore } from '../../app/store.ts'
import { Button } from '../../parts/Button.tsx'
import { t } from '../../words/words.ts'
import { cityOf } from '../../words/cities.ts'
import { deviceZone, duration, timesIn, zoneNamed } from '../../words/when.ts'
import { isElsewhere, minutesAhead, zoneChoices } from './zones.ts'

/** "Times in Berlin time (CET) · Anna is in London, 1 h behind [change]", where the clocks differ on that date. */
export function ZoneLine({
  name,
  theirs,
  at,
}: {
  readonly name: string
  readonly theirs: string
  /** Noon of the shown date. */
  readonly at: Date
}) {
  const zone = useViewerZone()
  const chosen = useStore(chosenZone)
  const account = useAccount()?.account
  const [isChoosing, setIsChoosing] = useState(false)
  const shown = whereDifferent(zone, theirs, at)
  const ahead = minutesAhead(zone, theirs, shown)
  if (ahead === 0 && chosen === undefined) return null
  const choices = zoneChoices(zone, account?.timeZone, deviceZone(), theirs)
  const far = { name, city: cityOf(theirs), span: duration(Math.abs(ahead)) }
  return (
    <div className="zone-line">
      <p className="small muted">
        {timesIn(zone, shown)}
        {ahead !== 0 && ` · ${t(ahead < 0 ? 'zone.behind' : 'zone.ahead', far)}`}{' '}
        {choices.length > 1 && (
          <button
            type="button"
            className="zone-change"
            aria-expanded={isChoosing}
            onClick={() => setIsChoosing(!isChoosing)}
          >
            {t('zone.change')}
          </button>
        )}
      </p>
      {isChoosing && (
        <div className="chips" role="group" aria-label={t('zone.choose')}>
          {choices.map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={one === zone}
              onClick={() => {
                chosenZone.set(one)
                setIsChoosing(false)
              }}
            >
              {zoneNamed(one, at)}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

const HALF_DAY_MILLIS = 12 * 3_600_000 - 60_000

/** An instant around noon at which the clocks differ; noon where they do not: on some dates they differ for a part of the day. */
function whereDifferent(zone: string, theirs: string, noon: Date): Date {
  const around = [0, -HALF_DAY_MILLIS, HALF_DAY_MILLIS].map((by) => new Date(noon.getTime() + by))
  return around.find((at) => minutesAhead(zone, theirs, at) !== 0) ?? noon
}

const ASKED = 'askedZone'

/** Asks where the device seems to be elsewhere than the account says, once for each pair of places. */
export function ZoneQuestion() {
  const saved = useAccountZone()
  const device = deviceZone()
  const chosen = useStore(chosenZone)
  const pair = `${saved} ${device}`
  const [answered, setAnswered] = useState(() => readAsked())
  const isAsked = isElsewhere(saved, device, new Date(serverNow()))
  if (!isAsked || saved === undefined || chosen !== undefined || answered === pair) return null
  const answer = () => {
    setAnswered(pair)
    keepAsked(pair)
  }
  const city = cityOf(device)
  return (
    <div className="notice" role="group" aria-label={t('zone.question', { city })}>
      <span>{t('zone.question', { city })}</span>
      <Button
        look="quiet"
        onClick={() => {
          chosenZone.set(device)
          answer()
        }}
      >
        {t('zone.show', { city })}
      </Button>
      <Button look="quiet" onClick={answer}>
        {t('zone.keep', { city: cityOf(saved) })}
      </Button>
    </div>
  )
}

function readAsked(): string | null {
  try {
    return sessionStorage.getItem(ASKED)
  } catch {
    return null
  }
}

function keepAsked(pair: string): void {
  try {
    sessionStorage.setItem(ASKED, pair)
  } catch {
    // It is asked again then.
  }
}
