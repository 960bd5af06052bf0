// Unpacks an archive into a folder that is there whole or not at all.
import { execFile } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'
import { promisify } from 'node:util'
import { unzipSync } from 'fflate'

const run = promisify(execFile)

/** @throws in a sentence; the folder is not there then */
export async function unpack(archive: string, folder: string, signal?: AbortSignal): Promise<void> {
  const half = `${folder}.new`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { recursive: true })
  try {
    if (archive.endsWith('.zip')) unzip(archive, half)
    // Every system that Java is fetched for has it; links and modes are as in the archive.
    else await run('tar', ['-xzf', archive, '-C', half], { ...(signal && { signal }) })
  } catch (cause) {
    rmSync(half, { recursive: true, force: true })
    signal?.throwIfAborted()
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`${archive} could not be unpacked: ${why}`, { cause })
  }
  rmSync(folder, { recursive: true, force: true })
  renameSync(half, folder)
}

function unzip(archive: string, folder: string): void {
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(archive)))) {
    const path = normalize(join(folder, name))
    if (!path.startsWith(folder + sep)) throw new Error(`it holds a path outside of it: ${name}`)
    if (name.endsWith('/')) continue
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bytes)
    if (/(^|\/)bin\/[^/]+$/.test(name)) chmodSync(path, 0o755)
  }
}
