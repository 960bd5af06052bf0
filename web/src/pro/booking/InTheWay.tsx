// Why a time was refused, in words, and the way past it: setting rules aside, or another time.
import { Button } from '../../parts/Button.tsx'
import { SendFailure } from '../../parts/PageState.tsx'
import { t } from '../../words/words.ts'
import { soonIn } from '../../words/when.ts'
import type { Overriding } from '../day/overriding.ts'
import { rulesText } from '../day/words.ts'

const bringIntoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' })

export function InTheWay({
  overriding,
  zone,
  now,
  label,
  setAside,
  choose,
}: {
  readonly overriding: Overriding
  readonly zone: string
  readonly now: Date
  /** `Book it anyway` */
  readonly label: string
  readonly setAside: () => void
  /** Where another time can be taken instead. */
  readonly choose?: (start: Date) => void
}) {
  const { rules, failure, alternatives, isSending } = overriding
  if (rules.length === 0 && !failure) return null
  return (
    // In a sheet that is longer than the screen it may stand below what is seen.
    <div ref={bringIntoView} className="stack-tight" role="alert">
      {rules.length > 0 && (
        <div className="notice warn in-the-way">
          <span>{t('day.rule.inTheWay', { rules: rulesText(rules) })}</span>
          <Button look="secondary" isBusy={isSending} onClick={setAside}>
            {label}
          </Button>
        </div>
      )}
      <SendFailure failure={failure} />
      {choose && alternatives.length > 0 && (
        <div className="stack-tight">
          <span className="small muted">{t('day.rule.alternatives')}</span>
          <div className="chips">
            {alternatives.map(({ start }) => (
              <button
                key={start}
                type="button"
                className="chip numbers"
                onClick={() => choose(new Date(start))}
              >
                {soonIn(zone, new Date(start), now)}
              </button>
            ))}
          </div>
        </div>
      )}
    </div>
  )
}
