// A local stack that runs already (npm run dev), in a process of its own.
import { signUp } from '../../../test/support/users.ts'
import { findRunningStack } from '../../stack-file.ts'
import type { Target } from './target.ts'

/** @throws in a sentence that says what to do */
export function localTarget(url: string, folder: string | undefined): Target {
  const stack = findRunningStack(folder)
  if (!stack)
    throw new Error(
      '--url attacks a local stack, for its accounts: start one with npm run dev, and name its folder with --folder.',
    )
  const { authHost, projectId } = stack
  return {
    url: url.replace(/\/+$/, ''),
    projectId,
    signUp: (name, claims) => signUp(authHost, projectId, name, claims),
  }
}
