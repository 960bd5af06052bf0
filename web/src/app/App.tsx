// The whole app: the frame, and in it the page of the present address, or the reason why it is not shown.
import { Suspense, useEffect } from 'react'
import { Route as At, Switch } from 'wouter'
import { AskToSignIn, NoSuchPage, NotYourPage } from './gates.tsx'
import type { PageProps, Route } from './route.ts'
import { routes } from './routes.ts'
import { useSession } from './session.ts'
import { shownLanguage } from '../words/words.ts'
import { Shell } from './Shell.tsx'
import { useBackend } from './backend.ts'
import { useStore } from './store.ts'
import { Skeleton } from '../parts/PageState.tsx'
import { FaultBoundary } from './FaultBoundary.tsx'

export function App() {
  const language = useStore(shownLanguage)
  return (
    <Switch key={language}>
      {routes.map((route) => (
        <At key={route.path} path={route.path}>
          {(params) => (
            <Shell title={route.title} {...(route.isWide && { isWide: true })}>
              <FaultBoundary key={route.path}>
                <Suspense fallback={<Skeleton />}>
                  <Gate route={route} params={params} />
                </Suspense>
              </FaultBoundary>
            </Shell>
          )}
        </At>
      ))}
      <At>
        <Shell title="title.nothing">
          <NoSuchPage />
        </Shell>
      </At>
    </Switch>
  )
}

/** Shows a page to whom it is for; tells everybody else who may see it. */
function Gate({ route, params }: { readonly route: Route } & PageProps) {
  const session = useSession()
  const backend = useBackend()
  const { Page, who } = route
  // The page comes while it is still being found out who is here.
  useEffect(() => Page.preload(), [Page])
  if (who === 'anybody') return <Page params={params} />
  if (session.kind === 'starting' || !backend) return <Skeleton />
  if (session.kind === 'signed-out' || (session.isAnonymous && who !== 'viewer'))
    return <AskToSignIn />
  if (who === 'professional' && session.professionalId === undefined)
    return session.account ? <NotYourPage /> : <Skeleton />
  return <Page params={params} />
}
