// Signing out leaves nothing of the account on the device: its documents go, and it is pushed to no more.
import { connect } from '../app/backend.ts'
import { forgetZone } from '../app/kept-zone.ts'
import { leaveDevice } from '../account/device.ts'

/** Ends at a freshly loaded page. */
export async function signOutHere(next = '/sign-in'): Promise<void> {
  const { firebase, client } = await connect()
  await leaveDevice(client)
  const { signOut } = await import('firebase/auth')
  await signOut(firebase.auth)
  await firebase.forget()
  forgetZone()
  location.assign(next)
}
