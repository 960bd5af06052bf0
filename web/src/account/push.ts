// Web push by FCM: permission, the service worker, a token of this browser.
import type { FirebaseApp } from 'firebase/app'

/**
 * Asks the person, then FCM. Undefined where the person said no.
 *
 * @throws where the browser cannot be reached by push, or FCM does not answer
 */
export async function askForPush(app: FirebaseApp, vapidKey: string): Promise<string | undefined> {
  if ((await Notification.requestPermission()) !== 'granted') return undefined
  // Registration by installation ids would be newer; FCM's HTTP v1 sends to tokens, which mobile apps have too.
  // oxlint-disable-next-line typescript/no-deprecated
  const { getMessaging, getToken } = await import('firebase/messaging')
  const serviceWorkerRegistration = await navigator.serviceWorker.ready
  // oxlint-disable-next-line typescript/no-deprecated
  return getToken(getMessaging(app), { vapidKey, serviceWorkerRegistration })
}
