// What an instance keeps beside its world: made when it is first asked for, gone with the world.
import type { World } from './world.ts'

/** Makes one of these for each world. */
export function perWorld<T>(make: (world: World) => T): (world: World) => T {
  const made = new WeakMap<World, { readonly one: T }>()
  return (world) => {
    const known = made.get(world) ?? { one: make(world) }
    made.set(world, known)
    return known.one
  }
}
