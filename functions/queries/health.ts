// Whether the system can serve: asked by uptime checks, from anywhere and by anybody.
import { probe } from '../../shared/runtime/edge/probe.ts'

/** Answers 503 while the database does not. Pub/Sub is no part of it: what cannot be published waits in the outbox. */
export const health = probe({ name: 'health' })
