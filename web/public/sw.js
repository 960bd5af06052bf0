// The service worker: the app opens without a network, and messages that are pushed are shown. It keeps the frame and the
// files with a hash in their names; what people see of bookings is kept by Firestore, not here.
const CACHE = 'app-1'
const FRAME = '/index.html'

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([FRAME, '/config.json'])))
  self.skipWaiting()
})

self.addEventListener('activate', (event) => {
  const outlived = async () => {
    const names = await caches.keys()
    await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)))
    // The newest page is asked for while the worker itself is still starting.
    await self.registration.navigationPreload?.enable()
    await self.clients.claim()
  }
  event.waitUntil(outlived())
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate')
    event.respondWith(newestOrKept(request, FRAME, event.preloadResponse))
  else if (pathname === '/config.json') event.respondWith(newestOrKept(request, pathname))
  else if (pathname.startsWith('/assets/')) event.respondWith(keptOrFetched(request))
})

async function newestOrKept(request, key, preloaded) {
  try {
    const response = (await preloaded) ?? (await fetch(request))
    if (response.ok) (await caches.open(CACHE)).put(key, response.clone())
    return response
  } catch (error) {
    const kept = await caches.match(key)
    if (kept) return kept
    throw error
  }
}

// A file with a hash in its name never changes. Of former releases as many are kept as fit.
const FILES_MAX = 120

async function keptOrFetched(request) {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(request)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) {
    await cache.put(request, response.clone())
    const files = (await cache.keys()).filter(({ url }) => url.includes('/assets/'))
    await Promise.all(files.slice(0, -FILES_MAX).map((old) => cache.delete(old)))
  }
  return response
}

self.addEventListener('push', (event) => {
  const { notification = {}, data = {} } = event.data?.json() ?? {}
  const { title = 'Availability', body = '' } = notification
  event.waitUntil(
    self.registration.showNotification(title, {
      body,
      data,
      icon: '/icon-192.png',
      badge: '/icon-192.png',
      tag: data.notificationId,
    }),
  )
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  // Where it leads depends on who is signed in: the app finds out.
  const told = new URLSearchParams(event.notification.data ?? {})
  event.waitUntil(openAt(`/notifications?${told}`))
})

async function openAt(address) {
  const [open] = await self.clients.matchAll({ type: 'window' })
  if (!open) return self.clients.openWindow(address)
  // A browser may keep its windows where they are; the page is shown all the same.
  await open.focus().catch(() => {})
  return open.navigate(address)
}
