import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const password = 'demo-pass-2026x'

export interface Served {
  url: string
  folder: string
  stop: () => Promise<void>
}

/** The product with the demo county, on a port and in a database of its own. JUNHENG_BIN names a built one. */
export async function serve(): Promise<Served> {
  const root = resolve(import.meta.dirname, '../..')
  const folder = mkdtempSync(join(tmpdir(), 'junheng-e2e-'))
  let binary = process.env['JUNHENG_BIN']
  if (!binary) {
    if (!existsSync(join(root, 'frontend/dist/index.html'))) throw new Error('frontend/dist is empty: run "npm run build" first')
    binary = join(folder, 'junheng')
    execFileSync('go', ['build', '-o', binary, './server'], { cwd: root, stdio: 'inherit' })
  }
  const child = spawn(binary, ['demo'], {
    cwd: folder,
    env: { ...process.env, JUNHENG_ADDR: '127.0.0.1:0', JUNHENG_DATABASE: `sqlite:${join(folder, 'demo.db')}`, JUNHENG_DEMO_PASSWORD: password, JUNHENG_RATE_PER_ADDRESS: '100000' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const log: string[] = []
  child.stderr.on('data', (d: Buffer) => log.push(d.toString()))
  let url: string
  try {
    url = await ready(child, log)
  } catch (e) {
    child.kill()
    throw new Error(`the server did not start: ${log.join('').slice(-2_000)}`, { cause: e })
  }
  return {
    url,
    folder,
    stop: async () => {
      if (child.exitCode === null) {
        const ended = new Promise((done) => child.once('exit', done))
        child.kill('SIGTERM')
        await ended
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The server's address, which it logs, once it is ready there. */
async function ready(child: ChildProcess, log: readonly string[]): Promise<string> {
  for (let i = 0; i < 1_800; i++) {
    if (child.exitCode !== null) throw new Error(`exit ${child.exitCode}`)
    const url = /"msg":"listening","address":"([^"]+)"/.exec(log.join(''))?.[1]
    const answer = url && (await fetch(`${url}/readyz`).catch(() => null))
    if (answer && answer.ok) return url
    await new Promise((r) => setTimeout(r, 100))
  }
  throw new Error('not ready after three minutes')
}
