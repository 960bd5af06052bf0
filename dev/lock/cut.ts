// The part of a lock that one package needs: what is installed in the cloud is what was tested, today and in a rollback.
import { type Lock, type LockedPackage, placeOf } from './missing.ts'

/** What stands in the archive's package.json, as far as npm compares it with the lock. */
interface Description {
  readonly name: string
  readonly dependencies: Readonly<Record<string, string>>
}

/** Without how the whole lock came to it: in the part, every package is there because it runs. */
const toEntry = ({ dev: _1, devOptional: _2, peer: _3, ...entry }: LockedPackage): LockedPackage =>
  entry

/**
 * The lock file of a package whose dependencies are some of the whole lock's: those, and all that they reach, at the places
 * that they have there. Throws where the whole lock lacks one, or does not say by which hash it is known.
 */
export const cutLock = (whole: Lock, { name, dependencies }: Description): object => {
  const { packages } = whole
  const places = new Set<string>()
  const add = (from: string, wanted: string): void => {
    const place = placeOf(packages, from, wanted)
    if (place === undefined)
      throw new Error(`package-lock.json does not hold ${wanted}, which ${from || name} asks for.`)
    places.add(place)
  }
  for (const wanted of Object.keys(dependencies)) add('', wanted)
  // A set goes on with what is added to it while it is walked through.
  for (const place of places) {
    const entry = packages[place] ?? {}
    for (const wanted of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }))
      add(place, wanted)
    for (const wanted of Object.keys(entry.peerDependencies ?? {}))
      if (placeOf(packages, place, wanted) !== undefined) add(place, wanted)
  }
  const entries = [...places].toSorted().map((place) => {
    const entry = packages[place] ?? {}
    if (entry.integrity === undefined && entry.optional !== true)
      throw new Error(`package-lock.json does not hold the hash of ${place}.`)
    return [place, toEntry(entry)] as const
  })
  return {
    name,
    lockfileVersion: 3,
    requires: true,
    packages: { '': { name, dependencies }, ...Object.fromEntries(entries) },
  }
}
