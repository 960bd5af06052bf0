// A command about a time that rules may refuse: first it is sent as it is; what stands in its way is told, and set aside if the
// owner says so.
import { useRef, useState } from 'react'
import { type Client, type Override, Refusal, type Slot } from '../../../../client/index.ts'
import { connect } from '../../app/backend.ts'
import { type Failure, toFailure } from '../../app/failure.ts'
import { t } from '../../words/words.ts'
import { ruleOf, together } from './rules.ts'

export interface Overriding {
  readonly isSending: boolean
  /** Rules that are in the way and can be set aside. */
  readonly rules: readonly Override[]
  readonly failure: Failure | undefined
  readonly alternatives: readonly Slot[]
  /** @returns what was answered; undefined where it was refused, or another is on its way */
  readonly send: <A>(
    command: (client: Client, override: readonly Override[]) => Promise<A>,
    how?: {
      readonly isSettingAside?: boolean
      /** Every rule in the way, so that they are told at once. */
      readonly explain?: (client: Client) => Promise<readonly Override[]>
      /** Is told of what cannot be set aside. */
      readonly refused?: (failure: Failure) => void
    },
  ) => Promise<A | undefined>
  readonly clear: () => void
}

interface State {
  readonly isSending: boolean
  readonly rules: readonly Override[]
  readonly failure?: Failure
  readonly alternatives: readonly Slot[]
}

const NOTHING: State = { isSending: false, rules: [], alternatives: [] }

export function useOverriding(): Overriding {
  const [state, setState] = useState(NOTHING)
  const isOnItsWay = useRef(false)
  const send: Overriding['send'] = async (
    command,
    { isSettingAside = false, explain, refused } = {},
  ) => {
    if (isOnItsWay.current) return undefined
    isOnItsWay.current = true
    const aside = isSettingAside ? state.rules : []
    setState((before) => ({ ...before, isSending: true }))
    try {
      const { client } = await connect()
      const answer = await command(client, aside)
      setState(NOTHING)
      return answer
    } catch (error) {
      const rule = ruleOf(error)
      const alternatives = error instanceof Refusal ? error.alternatives : []
      if (rule === undefined) {
        const failure = toOwnersFailure(error)
        setState({ ...NOTHING, failure, alternatives })
        refused?.(failure)
        return undefined
      }
      const explained = await rulesBy(explain)
      setState({ ...NOTHING, rules: together(aside, [rule], explained), alternatives })
      return undefined
    } finally {
      isOnItsWay.current = false
    }
  }
  return {
    isSending: state.isSending,
    rules: state.rules,
    failure: state.failure,
    alternatives: state.alternatives,
    send,
    clear: () => setState(NOTHING),
  }
}

/** What else is in the way, as far as it can be found out. */
async function rulesBy(
  explain: ((client: Client) => Promise<readonly Override[]>) | undefined,
): Promise<readonly Override[]> {
  if (!explain) return []
  const { client } = await connect()
  return explain(client).catch(() => [])
}

/** Nobody was faster than the owner: something else is there. */
function toOwnersFailure(error: unknown): Failure {
  const failure = toFailure(error)
  if (!(error instanceof Refusal)) return failure
  if (error.reason === 'slot-taken') return { ...failure, sentence: t('day.rule.taken') }
  if (error.reason === 'invalid-request')
    return { ...failure, sentence: t('day.rule.invalid', { detail: error.detail }) }
  return failure
}
