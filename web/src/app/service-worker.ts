// The service worker comes with the built app alone: with hot reload it would show yesterday's sources.
import { begin } from './begin.ts'
import { whenIdle } from './when-idle.ts'

export function startServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  whenIdle(() => begin(navigator.serviceWorker.register('/sw.js')))
}
