import { serve } from './server.ts'

const what = process.argv[2] ?? 'journeys'
const running = process.env['JUNHENG_URL']
const served = running ? { url: running, folder: '', stop: async () => undefined } : await serve()
try {
  switch (what) {
    case 'screenshots':
      await (await import('./screenshots.ts')).screenshots(served)
      break
    default:
      throw new Error(`unknown: ${what}`)
  }
} finally {
  await served.stop()
}
