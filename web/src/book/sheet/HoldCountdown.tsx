// How long the time is still held: minutes and seconds, a bar, and said aloud at two minutes, one, and half a minute.
import { useEffect, useEffectEvent, useState } from 'react'
import { serverNow } from '../../app/backend.ts'
import { t } from '../../words/words.ts'
import { countdown, span } from '../../words/when.ts'
import type { Hold } from './flow.ts'
import { readHold } from './hold-clock.ts'

const TICK_MILLIS = 250

export function HoldCountdown({
  hold: { expiresAt, wholeMillis },
  onEnd,
}: {
  readonly hold: Hold
  readonly onEnd: () => void
}) {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), TICK_MILLIS)
    return () => clearInterval(timer)
  }, [])
  const { leftMillis, share, isLate, spokenMillis } = readHold(expiresAt, wholeMillis, now)
  const isOver = leftMillis === 0
  const end = useEffectEvent(onEnd)
  useEffect(() => {
    if (isOver) end()
  }, [isOver])
  return (
    <div className={isLate ? 'hold late' : 'hold'}>
      <div className="spread">
        <span>{t('sheet.held')}</span>
        <strong role="timer" className="numbers" aria-label={t('sheet.heldLeft')}>
          {countdown(leftMillis)}
        </strong>
      </div>
      <div className="hold-bar" aria-hidden="true">
        <span style={{ transform: `scaleX(${share})` }} />
      </div>
      <p className="sr-only" role="status">
        {spokenMillis !== undefined &&
          t('sheet.heldFor', {
            span:
              spokenMillis < 60_000
                ? t('duration.seconds', { seconds: spokenMillis / 1000 })
                : span(spokenMillis / 60_000),
          })}
      </p>
    </div>
  )
}
