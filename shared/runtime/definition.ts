// What a file under functions/ exports: a name, and how it is served in a world.
import type { HttpFunction } from '@google-cloud/functions-framework'
import type { World } from './world.ts'

export interface Definition {
  readonly name: string
  readonly serve: (world: World) => HttpFunction
}
