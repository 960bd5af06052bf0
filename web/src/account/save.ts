// Saving a part of the account: one at a time, and what everybody sees of it is brought up to date.
import { useState } from 'react'
import type { SaveAccountRequest } from '../../../client/index.ts'
import { type Sending, useSending } from '../app/live.ts'
import { refreshAccount } from '../app/session.ts'

export interface Saving extends Sending {
  readonly isSaved: boolean
  /** @returns whether it was saved */
  readonly save: (part: SaveAccountRequest) => Promise<boolean>
}

export function useSaveAccount(): Saving {
  const sending = useSending()
  const [isSaved, setIsSaved] = useState(false)
  const save = async (part: SaveAccountRequest) => {
    setIsSaved(false)
    const answer = await sending.send(({ call }) => call.saveAccount(part))
    if (!answer) return false
    await refreshAccount()
    setIsSaved(true)
    return true
  }
  return { ...sending, isSaved, save }
}
