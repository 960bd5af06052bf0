// Watches a day and books on it, with this package and firebase alone. While `npm run dev` runs, in a folder where both are
// installed: `node book-and-watch.mjs path/to/.local/stack.json`.
import { readFileSync } from 'node:fs'
import { createClient } from '@availability-checker/client/live'
import { initializeApp } from 'firebase/app'
import { connectAuthEmulator, createUserWithEmailAndPassword, getAuth } from 'firebase/auth'
import * as firestore from 'firebase/firestore'

const stack = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const app = initializeApp({ projectId: stack.projectId, apiKey: 'any' })
const auth = getAuth(app)
connectAuthEmulator(auth, `http://${stack.authHost}`, { disableWarnings: true })
const db = firestore.getFirestore(app)
const [host, port] = stack.firestoreHost.split(':')
firestore.connectFirestoreEmulator(db, host, Number(port))
const email = `try.${Date.now()}@example.com`
const { user } = await createUserWithEmailAndPassword(auth, email, 'a secret')
const client = createClient({
  functionsUrl: stack.functions,
  getIdToken: (forceRefresh) => user.getIdToken(forceRefresh),
  firestore: { ...firestore, db },
})

const { professionals } = await client.call.searchProfessionals({ pageSize: 1 })
const [{ professional, nextSlots }] = professionals
const [{ serviceId, start }] = nextSlots
const { professionalId, name, timeZone } = professional
const from = new Date(start).toLocaleDateString('sv-SE', { timeZone })

const query = { professionalId, serviceId, from, days: 1, timeZone, uid: user.uid }
/** Watches the day until the start is there, or is not there any more. */
const untilItIs = (there) =>
  new Promise((resolve) => {
    const stop = client.watchDays(query, ({ data, state }) => {
      if (!data || state !== 'live') return
      const [{ slots }] = data
      if (slots.some((slot) => slot.start.getTime() === Date.parse(start)) !== there) return
      console.log(`live: ${slots.length} free starts of ${name} on ${from}`)
      setTimeout(stop)
      resolve()
    })
  })

await untilItIs(true)
const isGone = untilItIs(false)
const { booking } = await client.call.createBooking({ serviceId, start })
console.log(`${booking.status}: ${booking.start}`)
await isGone
process.exit()
