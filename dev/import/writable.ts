// What is kept beside the source has to be written somewhere: where that cannot be, it is said in a sentence.
import { Stopped } from './apply/stopped.ts'

/** Writes something. @throws Stopped where the file cannot be written */
export function writing<T>(path: string, flag: '--journal' | '--report', write: () => T): T {
  try {
    return write()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!/^(EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EISDIR|ENOSPC|EEXIST)$/.test(code)) throw error
    throw new Stopped(`${path}: cannot be written (${code}); name another file by ${flag}`, {
      cause: error,
    })
  }
}
