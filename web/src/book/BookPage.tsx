// "When can I have it?" One professional: what they offer, the coming days, and what is free on one of them, live.
import { usePageTitle } from '../app/title.ts'
import type { PageProps } from '../app/route.ts'
import { useLive } from '../app/live.ts'
import { Message, PageState } from '../parts/PageState.tsx'
import { t } from '../words/words.ts'
import { useLocation } from 'wouter'
import { Offering } from './Offering.tsx'
import './book.css'

export function Page({ params: { id = '' } }: PageProps) {
  const seen = useLive('watchProfessional', { professionalId: id })
  usePageTitle(seen.data?.name)
  return (
    <PageState of={seen} skeleton={<BookSkeleton />}>
      {(professional) => {
        const service = professional?.services[0]
        if (professional === null)
          return <Nobody title={t('book.nobody')} why={t('book.nobodyWhy')} />
        const { name } = professional
        if (!professional.active || !service)
          return <Nobody title={t('book.inactive', { name })} why={t('book.inactiveWhy')} />
        return <Offering professional={professional} first={service} />
      }}
    </PageState>
  )
}

function Nobody({ title, why }: { readonly title: string; readonly why: string }) {
  const [, go] = useLocation()
  return (
    <Message icon="search" title={title} action={{ label: t('gate.toFind'), do: () => go('/') }}>
      {why}
    </Message>
  )
}

function BookSkeleton() {
  return (
    <>
      <div className="block" style={{ height: 72 }} />
      <div className="block" style={{ height: 64 }} />
      <div className="block" style={{ height: 124 }} />
      <div className="block" style={{ height: 180 }} />
    </>
  )
}
