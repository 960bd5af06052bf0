// From an empty account to the first free slot: who, what, when; each step is saved, and one goes on where one left off.
import { Link } from 'wouter'
import { serverNow } from '../../../app/backend.ts'
import { useLive } from '../../../app/live.ts'
import { useAccount } from '../../../app/session.ts'
import { Mantine } from '../../../parts/Mantine.tsx'
import { PageState, Skeleton } from '../../../parts/PageState.tsx'
import { t } from '../../../words/words.ts'
import { soonIn } from '../../../words/when.ts'
import { ShareCard } from '../MenuPage.tsx'
import { type Setup, useSetup } from '../setup.ts'
import { nextStep, type Step, STEPS } from './first-run.ts'
import { FirstHours } from './FirstHours.tsx'
import { FirstProfile } from './FirstProfile.tsx'
import { FirstService } from './FirstService.tsx'
import '../setup.css'
import './start.css'

export function Page() {
  const account = useAccount()
  return (
    <Mantine>
      {!account?.account ? (
        <Skeleton />
      ) : account.professionalId === undefined ? (
        <>
          <Progress step="profile" />
          <FirstProfile name={account.account.name ?? ''} />
        </>
      ) : (
        <Going />
      )}
    </Mantine>
  )
}

function Going() {
  const seen = useSetup()
  return (
    <PageState of={seen}>
      {(setup) => {
        const step = nextStep(setup)
        return (
          <>
            <Progress step={step} />
            {step === 'service' && <FirstService refresh={seen.refresh} />}
            {step === 'hours' && <FirstHours setup={setup} refresh={seen.refresh} />}
            {step === 'done' && <Done setup={setup} />}
          </>
        )
      }}
    </PageState>
  )
}

function Progress({ step }: { readonly step: Step }) {
  const at = STEPS.indexOf(step)
  const last = STEPS.length - 1
  if (step === 'done') return null
  return (
    <div className="start-progress">
      <p className="muted small">{t('start.step', { number: at + 1, count: last })}</p>
      <div className="start-track" aria-hidden="true">
        {STEPS.slice(0, last).map((one, i) => (
          <span key={one} className={i <= at ? 'reached' : ''} />
        ))}
      </div>
    </div>
  )
}

function Done({ setup: { professional } }: { readonly setup: Setup }) {
  const { professionalId, timeZone } = professional
  const { data } = useLive('watchProfessional', { professionalId })
  return (
    <>
      <section className="card section start-done">
        <h2>{t('start.done')}</h2>
        <p role="status">
          {data?.soonest
            ? t('start.soonest', { when: soonIn(timeZone, data.soonest, new Date(serverNow())) })
            : t('start.soon')}
        </p>
        <div className="row">
          <Link href="/pro/preview" className="button">
            {t('start.preview')}
          </Link>
          <Link href="/pro" className="button secondary">
            {t('start.today')}
          </Link>
        </div>
      </section>
      <ShareCard professionalId={professionalId} />
      <section className="card section" aria-labelledby="next-title">
        <h2 id="next-title">{t('start.next')}</h2>
        <ul className="stack-tight">
          {(
            [
              ['/pro/profile', 'start.nextProfile'],
              ['/pro/services', 'start.nextServices'],
              ['/pro/hours', 'start.nextHours'],
            ] as const
          ).map(([href, key]) => (
            <li key={href}>
              <Link href={href} className="reason-link">
                {t(key)}
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
