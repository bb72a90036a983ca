import { serve } from './server.ts'

const what = process.argv[2] ?? 'journeys'
const running = process.env['JUNHENG_URL']
const served = running ? { url: running, folder: '', stop: async () => undefined } : await serve()
try {
  switch (what) {
    case 'all': {
      const failures = [await (await import('./journeys.ts')).journeys(served), await (await import('./print.ts')).print(served), await (await import('./axe.ts')).axe(served)]
      process.exitCode = failures.some((n) => n > 0) ? 1 : 0
      break
    }
    case 'journeys':
      process.exitCode = (await (await import('./journeys.ts')).journeys(served)) > 0 ? 1 : 0
      break
    case 'axe':
      process.exitCode = (await (await import('./axe.ts')).axe(served)) > 0 ? 1 : 0
      break
    case 'print':
      process.exitCode = (await (await import('./print.ts')).print(served)) > 0 ? 1 : 0
      break
    case 'budget':
      process.exitCode = (await (await import('./budget.ts')).budget(served)) > 0 ? 1 : 0
      break
    case 'screenshots':
      await (await import('./screenshots.ts')).screenshots(served)
      break
    default:
      throw new Error(`unknown: ${what}`)
  }
} finally {
  await served.stop()
}
