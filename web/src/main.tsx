// The start: the frame is in the page already; React takes it over, and Firebase is loaded after the first paint.
import { startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import './app/tokens.css'
import './app/shell.css'
import './parts/parts.css'
import { App } from './app/App.tsx'
import { keepFocus } from './app/keep-focus.ts'
import { followDeviceColors } from './app/preferences.ts'
import { followSession } from './app/session.ts'
import { pause } from './app/pause.ts'
import { startServiceWorker } from './app/service-worker.ts'
import { firstLanguage } from './words/language.ts'
import { setLanguage, shownLanguage } from './words/words.ts'

const root = document.getElementById('app')
if (!root) throw new Error('the page has no #app')

followDeviceColors()
keepFocus()
shownLanguage.follow(() => {
  document.documentElement.lang = shownLanguage.get()
})
await setLanguage(firstLanguage())
startTransition(() => createRoot(root).render(<App />))

// The task after the second frame: the first paint is done, and this frame is not kept waiting either.
requestAnimationFrame(() => requestAnimationFrame(() => void start()))

async function start(): Promise<void> {
  await pause()
  try {
    await followSession()
  } catch {
    // The frame says that the app could not be started (connection.kind === 'failed').
  }
  startServiceWorker()
}
