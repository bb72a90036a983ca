import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { inlineDocuments } from './vite-documents.ts'
import { preloadFont } from './vite-preload.ts'

const api = process.env['JUNHENG_URL'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [inlineDocuments(), preloadFont(), react()],
  build: {
    // Windows 7 machines in bureaus stop at Chrome 109.
    target: 'chrome109',
    cssTarget: 'chrome109',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // A data: URL is not in the content security policy, so no asset is inlined.
    assetsInlineLimit: 0,
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/graphql': api, '/uploads': api, '/downloads': api },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    // What hangs ends in the end; what is slow on a busy machine does not.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
