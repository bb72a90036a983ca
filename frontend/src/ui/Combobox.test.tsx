import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { Combobox } from './Combobox.tsx'

const all = ['云杉小学', '云杉中学', '银杏小学'].map((label, i) => ({ value: String(i), label }))

function Example({ onChoose }: { onChoose: (value: string) => void }) {
  const [chosen, setChosen] = useState('银杏小学')
  const [text, setText] = useState('')
  const options = all.filter((o) => o.label.includes(text))
  return (
    <>
      <Combobox
        label="学校"
        chosen={chosen}
        options={options}
        note={`共 ${options.length} 个`}
        onSearch={setText}
        onChoose={(o) => {
          setChosen(o.label)
          onChoose(o.value)
        }}
      >
        {(label) => label}
      </Combobox>
      <button type="button">next</button>
    </>
  )
}

beforeAll(() => void (Element.prototype.scrollIntoView = vi.fn()))
afterEach(cleanup)

function setup() {
  const onChoose = vi.fn()
  render(<Example onChoose={onChoose} />)
  return { onChoose, user: userEvent.setup({ delay: null }), field: screen.getByRole<HTMLInputElement>('combobox', { name: '学校' }) }
}

const current = (field: HTMLElement) => document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent

it('finds by typing, chooses by arrows and takes by Enter', async () => {
  const { onChoose, user, field } = setup()
  await user.tab()
  expect(field).toBe(document.activeElement)
  expect(field.getAttribute('aria-expanded')).toBe('false')
  await user.keyboard('云杉')
  expect(screen.getAllByRole('option')).toHaveLength(2)
  expect(screen.getByRole('status').textContent).toBe('共 2 个')
  expect(current(field)).toBe('云杉小学')
  await user.keyboard('{ArrowDown}')
  expect(current(field)).toBe('云杉中学')
  await user.keyboard('{Enter}')
  expect(onChoose).toHaveBeenCalledExactlyOnceWith('1')
  expect(screen.queryByRole('listbox')).toBeNull()
  expect(field).toHaveProperty('value', '云杉中学')
})

it('leaves what was chosen by Escape and when the focus goes', async () => {
  const { onChoose, user, field } = setup()
  await user.tab()
  await user.keyboard('云{Escape}')
  expect(field).toHaveProperty('value', '银杏小学')
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, 4])
  await user.keyboard('云杉')
  expect(screen.getAllByRole('option')).toHaveLength(2)
  await user.keyboard('{Escape}{ArrowDown}')
  expect(screen.getAllByRole('option')).toHaveLength(3)
  await user.tab()
  expect(screen.queryByRole('listbox')).toBeNull()
  expect(onChoose).not.toHaveBeenCalled()
})

it('takes by a click, and not before', async () => {
  const { onChoose, user, field } = setup()
  await user.click(field)
  await user.click(screen.getByRole('option', { name: '云杉小学' }))
  expect(onChoose).toHaveBeenCalledExactlyOnceWith('0')
})
