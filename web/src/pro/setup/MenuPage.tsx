// The setup's menu: each part with what it is set to, and the link to share.
import { useState } from 'react'
import { Link } from 'wouter'
import { serverNow } from '../../app/backend.ts'
import { begin } from '../../app/begin.ts'
import { Button } from '../../parts/Button.tsx'
import { Icon, type IconName } from '../../parts/Icon.tsx'
import { PageState } from '../../parts/PageState.tsx'
import { t, tn } from '../../words/words.ts'
import { weekWords } from './hours/hours-words.ts'
import { weekOn } from './hours/rules.ts'
import { weekdaysFrom } from './hours/week.ts'
import { policyReach } from './profile/policy-words.ts'
import { clientsLine } from './clients/client-words.ts'
import { type Setup, useSetup } from './setup.ts'
import { ZoneLine } from './ZoneLine.tsx'
import './setup.css'

interface Row {
  readonly href: string
  readonly icon: IconName
  readonly name: string
  readonly line: string
}

function rowsOf({ professional, services, workingHours, today }: Setup): readonly Row[] {
  const week = weekOn(workingHours, today)
  const active = services.filter((one) => one.active).length
  return [
    {
      href: '/pro/hours',
      icon: 'clock',
      name: t('title.hours'),
      line: weekWords(week, weekdaysFrom(professional.policy.weekStartsOn)),
    },
    {
      href: '/pro/services',
      icon: 'inbox',
      name: t('title.services'),
      line: active === 0 ? t('services.none') : tn('services.count', active),
    },
    {
      href: '/pro/profile',
      icon: 'person',
      name: t('title.profile'),
      line: policyReach(professional.policy),
    },
    {
      href: '/pro/clients',
      icon: 'people',
      name: t('title.clients'),
      line: clientsLine(professional.policy),
    },
  ]
}

export function Page() {
  const seen = useSetup()
  return (
    <PageState of={seen}>
      {(setup) => (
        <>
          <ZoneLine zone={setup.professional.timeZone} now={new Date(serverNow())} />
          {!setup.professional.active && (
            <p className="notice warn">
              <span>{t('setup.notActive')}</span>
              <Link href="/pro/profile" className="button quiet">
                {t('action.change')}
              </Link>
            </p>
          )}
          <MenuRows rows={rowsOf(setup)} name={t('title.setup')} />
          <MenuRows
            name={t('setup.look')}
            rows={[
              {
                href: '/pro/preview',
                icon: 'eye',
                name: t('title.preview'),
                line: t('setup.previewLine'),
              },
              {
                href: '/pro/explain',
                icon: 'question',
                name: t('title.explain'),
                line: t('setup.explainLine'),
              },
            ]}
          />
          <ShareCard professionalId={setup.professional.professionalId} />
        </>
      )}
    </PageState>
  )
}

function MenuRows({ rows, name }: { readonly rows: readonly Row[]; readonly name: string }) {
  return (
    <ul className="card rows" aria-label={name}>
      {rows.map(({ href, icon, name: word, line }) => (
        <li key={href}>
          <Link href={href} className="setup-row">
            <Icon name={icon} />
            <span>
              <strong>{word}</strong>
              <span className="muted small">{line}</span>
            </span>
            <Icon name="next" size={20} />
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** The address that clients book at, to copy or to hand to another app. */
export function ShareCard({ professionalId }: { readonly professionalId: string }) {
  const [isCopied, setIsCopied] = useState(false)
  const address = `${location.origin}/p/${professionalId}`
  const copy = async () => {
    await navigator.clipboard.writeText(address)
    setIsCopied(true)
  }
  const canShare = 'share' in navigator
  const share = () =>
    navigator.share({ url: address }).catch(() => {
      // Closed without sharing.
    })
  return (
    <section className="card section" aria-labelledby="share-title">
      <h2 id="share-title">{t('setup.share')}</h2>
      <p className="muted">{t('setup.shareWhy')}</p>
      <p className="share-address numbers">{address}</p>
      <div className="row">
        <Button look="secondary" onClick={() => begin(copy())}>
          <Icon name={isCopied ? 'check' : 'copy'} size={20} />
          {t(isCopied ? 'setup.copied' : 'setup.copy')}
        </Button>
        {canShare && (
          <Button look="quiet" onClick={() => begin(share())}>
            {t('setup.shareNow')}
          </Button>
        )}
        <span className="sr-only" role="status">
          {isCopied && t('setup.copied')}
        </span>
      </div>
    </section>
  )
}
