// The service worker comes with the built app alone: with hot reload it would show yesterday's sources.
export function startServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  navigator.serviceWorker.register('/sw.js').catch(reportError)
}
