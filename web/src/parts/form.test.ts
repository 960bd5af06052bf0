// Forms: what changed, where a refusal is shown, what is kept on reload.
import { describe, expect, it } from 'vitest'
import { changedIn, keepDraft, placeErrors, readDraft, withEdits } from './form.ts'

const SAVED = { name: 'Ann', minutes: '30', hours: [{ start: '09:00' }] }

function makeStorage() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    size: () => kept.size,
  }
}

describe('what changed', () => {
  it('is what differs from what is saved, lists by their content', () => {
    const edits = { name: 'Ann', minutes: '45', hours: [{ start: '09:00' }] }
    expect(changedIn(SAVED, edits)).toEqual({ minutes: '45' })
  })

  it('is nothing once what was typed is saved', () => {
    expect(changedIn(withEdits(SAVED, { minutes: '45' }), { minutes: '45' })).toEqual({})
  })
})

describe('a refusal', () => {
  const places = { name: 'name', 'policy.horizonDays': 'minutes', hours: 'hours' } as const

  it('stands at its field, also for what lies inside it', () => {
    const { errors, rest } = placeErrors<typeof SAVED>(
      [
        { path: 'policy.horizonDays', message: 'must be at most 730' },
        { path: 'hours.3.end', message: 'equals the start' },
      ],
      places,
    )
    expect(errors).toEqual({ minutes: 'must be at most 730', hours: 'equals the start' })
    expect(rest).toEqual([])
  })

  it('is told as a whole where no field fits', () => {
    const { errors, rest } = placeErrors<typeof SAVED>(
      [{ path: 'policy', message: 'is required' }],
      places,
    )
    expect(errors).toEqual({})
    expect(rest).toEqual(['policy is required'])
  })

  it('says one thing at a field: the first', () => {
    const twice = ['one', 'two'].map((message) => ({ path: 'name', message }))
    expect(placeErrors<typeof SAVED>(twice, places).errors).toEqual({ name: 'one' })
  })
})

describe('what was typed', () => {
  it('is there again after a reload', () => {
    const storage = makeStorage()
    keepDraft<typeof SAVED>(storage, 'profile', { name: 'Anna' })
    expect(readDraft(storage, 'profile', SAVED)).toEqual({ name: 'Anna' })
    expect(readDraft(storage, 'service', SAVED)).toEqual({})
  })

  it('is forgotten once there is nothing', () => {
    const storage = makeStorage()
    keepDraft<typeof SAVED>(storage, 'profile', { name: 'Anna' })
    keepDraft<typeof SAVED>(storage, 'profile', {})
    expect(storage.size()).toBe(0)
  })

  it.each([['not json'], ['null'], ['{"name": 5, "hours": "x", "gone": "y"}']])(
    'is nothing where the storage holds %s',
    (kept) => {
      const storage = makeStorage()
      storage.setItem('form profile', kept)
      expect(readDraft(storage, 'profile', SAVED)).toEqual({})
    },
  )
})
