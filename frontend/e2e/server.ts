import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const password = 'demo-pass-2026x'

export interface Served {
  url: string
  folder: string
  stop: () => Promise<void>
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? found(address.port) : failed(new Error('no free port'))))
    })
  })
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
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(binary, ['demo'], {
    cwd: folder,
    env: { ...process.env, JUNHENG_ADDR: `127.0.0.1:${port}`, JUNHENG_DATABASE: `sqlite:${join(folder, 'demo.db')}`, JUNHENG_DEMO_PASSWORD: password, JUNHENG_RATE_PER_ADDRESS: '100000' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const log: string[] = []
  child.stderr.on('data', (d: Buffer) => log.push(d.toString()))
  try {
    await ready(url, child)
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

async function ready(url: string, child: ChildProcess): Promise<void> {
  for (let i = 0; i < 600; i++) {
    if (child.exitCode !== null) throw new Error(`exit ${child.exitCode}`)
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    if (answer?.ok) return
    await new Promise((r) => setTimeout(r, 100))
  }
  throw new Error('not ready after a minute')
}
