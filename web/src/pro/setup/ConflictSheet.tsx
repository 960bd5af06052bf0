// Before something is saved that bookings do not fit into: which they are, that they stay, and a last word.
import { Button } from '../../parts/Button.tsx'
import { SendFailure } from '../../parts/PageState.tsx'
import { Sheet } from '../../parts/Sheet.tsx'
import type { Booking } from '../../../../client/index.ts'
import type { Sending } from '../../app/live.ts'
import { t, tn } from '../../words/words.ts'
import { BookingList } from './BookingList.tsx'

export interface Conflicts {
  readonly conflicts: readonly Booking[]
  readonly conflictCount: number
}

export function ConflictSheet({
  found,
  sending,
  save,
  close,
}: {
  readonly found: Conflicts | undefined
  readonly sending: Pick<Sending, 'isSending' | 'failure'>
  readonly save: () => void
  readonly close: () => void
}) {
  return (
    <Sheet
      isOpen={found !== undefined}
      title={tn('conflict.title', found?.conflictCount ?? 0)}
      onClose={close}
    >
      {found && (
        <div className="stack">
          <p>{t('conflict.stay')}</p>
          <BookingList bookings={found.conflicts} count={found.conflictCount} />
          <SendFailure failure={sending.failure} />
          <Button isFull isBusy={sending.isSending} onClick={save}>
            {t('conflict.save')}
          </Button>
          <Button look="quiet" onClick={close}>
            {t('action.back')}
          </Button>
        </div>
      )}
    </Sheet>
  )
}
