// Why a time is not offered: pick a service and a time, read every rule that keeps it out, go and change it.
import { Link, useLocation, useSearch } from 'wouter'
import { parseDate } from '../../../../../shared/time/date.ts'
import { serverNow } from '../../../app/backend.ts'
import { useAsked } from '../../../app/live.ts'
import { ChoiceField, NumberField, TextField } from '../../../parts/fields.tsx'
import { Icon } from '../../../parts/Icon.tsx'
import { Mantine } from '../../../parts/Mantine.tsx'
import { toWhole } from '../../../parts/numbers.ts'
import { Message, PageState } from '../../../parts/PageState.tsx'
import type { Bound } from '../../../parts/useForm.ts'
import { t, tn } from '../../../words/words.ts'
import { addDays, dateIn, dayIn, timeIn, wallTimeIn } from '../../../words/when.ts'
import { instantOf } from '../hours/time-off.ts'
import { type Setup, useSetup } from '../setup.ts'
import { ZoneLine } from '../ZoneLine.tsx'
import { wordsOf } from './reasons.ts'
import '../setup.css'

export function Page() {
  const seen = useSetup()
  const [, go] = useLocation()
  return (
    <Mantine>
      <PageState
        of={seen}
        isEmpty={({ services }) => services.length === 0}
        empty={
          <Message
            icon="question"
            title={t('services.none')}
            action={{ label: t('services.add'), do: () => go('/pro/services/new') }}
          >
            {t('explain.noService')}
          </Message>
        }
      >
        {(setup) => <Explain setup={setup} />}
      </PageState>
    </Mantine>
  )
}

interface Asked {
  readonly service: string
  readonly date: string
  readonly time: string
  readonly seats: string
}

/** What is asked stands in the address: `?service=&start=&seats=`; so does what is half typed. */
function useQuestion(setup: Setup): readonly [Asked, (by: Partial<Asked>) => void] {
  const params = new URLSearchParams(useSearch())
  const [path, go] = useLocation()
  const zone = setup.professional.timeZone
  const given = new Date(params.get('start') ?? Number.NaN)
  const hasStart = !Number.isNaN(given.getTime())
  const active = setup.services.find((one) => one.active) ?? setup.services[0]
  const asked = {
    service: params.get('service') ?? active?.serviceId ?? '',
    date: params.get('date') ?? (hasStart ? dateIn(zone, given) : addDays(setup.today, 1)),
    time: params.get('time') ?? (hasStart ? wallTimeIn(zone, given) : '09:00'),
    seats: params.get('seats') ?? '1',
  }
  const change = (by: Partial<Asked>) => {
    const { service, date, time, seats } = { ...asked, ...by }
    const start = instantOf(zone, date, time)
    const next = new URLSearchParams({
      service,
      ...(start ? { start: start.toISOString() } : { date, time }),
      ...(seats !== '1' && { seats }),
    })
    go(`${path}?${next.toString()}`, { replace: true })
  }
  return [asked, change]
}

function Explain({ setup }: { readonly setup: Setup }) {
  const [asked, change] = useQuestion(setup)
  const zone = setup.professional.timeZone
  const service = setup.services.find((one) => one.serviceId === asked.service)
  const start = instantOf(zone, asked.date, asked.time)
  const seats = toWhole(asked.seats) ?? 0
  const isWhole = service !== undefined && start !== undefined && seats >= 1 && seats <= 500
  const answer = useAsked(
    isWhole
      ? `${service.serviceId} ${start.toISOString()} ${seats} ${setup.professional.revision}`
      : undefined,
    ({ call }, signal) =>
      call.explainAvailability(
        { serviceId: asked.service, start: start ?? new Date(), seats },
        { signal },
      ),
  )
  const of = (name: keyof Asked, error?: string): Bound<string> => ({
    value: asked[name],
    set: (value) => change({ [name]: value }),
    left: () => undefined,
    error,
  })
  return (
    <>
      <ZoneLine zone={zone} now={new Date(serverNow())} />
      <section className="card section" aria-label={t('explain.what')}>
        <div className="two">
          <ChoiceField
            of={of('service', service ? undefined : t('services.gone'))}
            label={t('explain.service')}
            choices={setup.services.map((one) => ({
              value: one.serviceId,
              label: one.active ? one.name : t('explain.inactive', { name: one.name }),
            }))}
          />
          {service && service.capacity > 1 && (
            <NumberField
              of={of(
                'seats',
                seats >= 1 && seats <= 500 ? undefined : t('form.whole', { min: 1, max: 500 }),
              )}
              label={t('explain.seats')}
            />
          )}
        </div>
        <div className="pair">
          <TextField
            of={of('date', parseDate(asked.date) === undefined ? t('form.missing') : undefined)}
            type="date"
            label={t('explain.date')}
          />
          <TextField
            of={of('time', asked.time === '' ? t('form.missing') : undefined)}
            type="time"
            label={t('explain.time')}
          />
        </div>
      </section>
      {isWhole && (
        <section aria-live="polite" aria-label={t('explain.answer')}>
          <PageState of={answer} skeleton={<div className="block" style={{ height: 120 }} />}>
            {({ bookable, reasons }) => {
              const when = { day: dayIn(zone, start), time: timeIn(zone, start) }
              if (bookable)
                return (
                  <p className="notice good">
                    <span>{t('explain.bookable', when)}</span>
                  </p>
                )
              return (
                <>
                  <h2>{tn('explain.because', reasons.length, when)}</h2>
                  <ol className="stack-tight">
                    {reasons.map((reason, i) => {
                      const question = { setup, service, start, now: new Date(serverNow()) }
                      const { title, why, link } = wordsOf(reason, question)
                      const { kind = '', id = '', start: from = '' } = reason.source ?? {}
                      return (
                        <li
                          key={`${i} ${reason.reason} ${kind} ${id} ${from}`}
                          className="card stack-tight"
                        >
                          <h3>{title}</h3>
                          <p>{why}</p>
                          {link && (
                            <Link href={link.href} className="reason-link">
                              {link.label}
                              <Icon name="next" size={18} />
                            </Link>
                          )}
                        </li>
                      )
                    })}
                  </ol>
                </>
              )
            }}
          </PageState>
        </section>
      )}
    </>
  )
}
