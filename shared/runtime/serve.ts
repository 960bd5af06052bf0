// Registers a function with functions-framework: the entry of every bundle, and of the local gateway.
import { http } from '@google-cloud/functions-framework'
import { readConfig } from './config.ts'
import type { Definition } from './definition.ts'
import { keepBodiesRaw } from './raw-body.ts'
import { type World, makeWorld } from './world.ts'

/** Serves a function under its name; the world is that of the environment unless one is given. */
export function serve(
  definition: Definition,
  world: World = makeWorld(readConfig(process.env)),
): void {
  keepBodiesRaw()
  http(definition.name, definition.serve(world))
}
