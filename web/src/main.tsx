// The start: the frame is in the page already; React takes it over, and Firebase is loaded after the first paint.
import { startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import './app/tokens.css'
import './app/shell.css'
import './parts/parts.css'
import { App } from './app/App.tsx'
import { followDeviceColors } from './app/preferences.ts'
import { followSession } from './app/session.ts'
import { startServiceWorker } from './app/service-worker.ts'
import { firstLanguage } from './words/language.ts'
import { setLanguage } from './words/words.ts'

const root = document.getElementById('app')
if (!root) throw new Error('the page has no #app')

followDeviceColors()
await setLanguage(firstLanguage())
startTransition(() => createRoot(root).render(<App />))

// Two frames later the first paint is done.
requestAnimationFrame(() =>
  requestAnimationFrame(() => {
    followSession()
      .catch(() => {
        // The frame says that the app could not be started (connection.kind === 'failed').
      })
      .finally(startServiceWorker)
  }),
)
