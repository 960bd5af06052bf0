// Taking a service out of the offer, and back in: bookings of it stay.
import type { Service } from '../../../../../client/index.ts'
import { begin } from '../../../app/begin.ts'
import { useSending } from '../../../app/live.ts'
import { Button } from '../../../parts/Button.tsx'
import { SendFailure } from '../../../parts/PageState.tsx'
import { t } from '../../../words/words.ts'

export function ActiveCard({
  service,
  refresh,
}: {
  readonly service: Service
  readonly refresh: (revision: number) => void
}) {
  const sending = useSending()
  const { serviceId, active } = service
  const turn = async () => {
    const answer = await sending.send(({ call }) =>
      call.saveService({ serviceId, active: !active }),
    )
    if (answer) refresh(answer.revision)
  }
  return (
    <section className="card section" aria-labelledby="active-title">
      <h2 id="active-title">{t(active ? 'service.isActive' : 'service.isInactive')}</h2>
      <p className="muted">{t(active ? 'service.activeWhy' : 'service.inactiveWhy')}</p>
      <SendFailure failure={sending.failure} />
      <Button
        look={active ? 'danger' : 'secondary'}
        isBusy={sending.isSending}
        onClick={() => begin(turn())}
      >
        {t(active ? 'service.deactivate' : 'service.activate')}
      </Button>
    </section>
  )
}
