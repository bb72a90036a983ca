import { strict as assert } from 'node:assert'
import type { FileChooser, Locator } from 'playwright-core'

/** Goes to a control by Tab alone, as somebody without a mouse does. */
export async function reach(target: Locator, most = 250): Promise<void> {
  const one = target.first()
  await one.waitFor({ state: 'attached' })
  for (let i = 0; i < most; i++) {
    const isThere = await one.evaluate((e) => {
      const at = document.activeElement
      return at !== null && at.matches('a, button, input, select, textarea, summary, [tabindex="0"]') && at.contains(e)
    })
    if (isThere) return
    await one.page().keyboard.press('Tab')
  }
  assert.fail(`pressed Tab ${most} times and did not come to ${target} at ${one.page().url()}`)
}

/** Goes to a control and presses a key on it. */
export async function press(target: Locator, key = 'Enter'): Promise<void> {
  await reach(target)
  await target.page().keyboard.press(key)
}

/** Goes to a field, marks what stands in it, and types. */
export async function write(target: Locator, text: string): Promise<void> {
  await reach(target)
  await target.page().keyboard.press('Control+A')
  await target.page().keyboard.type(text)
}

/**
 * Goes to a file field, opens the browser's dialog with the keyboard, and answers it. The dialog is waited for before the way
 * there, or a busy browser opens it before it knows whom to ask. A page that is still arriving may take the focus away between
 * the two, so a key that opened nothing is pressed again, as a person would.
 */
export async function choose(target: Locator, file: string): Promise<void> {
  const page = target.page()
  const opened = new Promise<FileChooser>((open) => page.once('filechooser', open))
  for (let tries = 3; ; tries--) {
    await reach(target)
    await page.keyboard.press('Space')
    const chooser = await Promise.race([opened, page.waitForTimeout(15_000)])
    if (chooser) return chooser.setFiles(file)
    assert(tries > 1, `the dialog of ${target} does not open at ${page.url()}`)
  }
}
