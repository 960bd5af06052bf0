// Where what was fetched is kept for the next start: https://specifications.freedesktop.org/basedir-spec/latest/
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/** `~/.cache/availability-checker`, unless XDG_CACHE_HOME says another place. */
export function cacheFolder(environment: NodeJS.ProcessEnv): string {
  const { XDG_CACHE_HOME: chosen = '' } = environment
  // The specification: a relative path is to be ignored.
  const base = isAbsolute(chosen) ? chosen : join(homedir(), '.cache')
  return join(base, 'availability-checker')
}
