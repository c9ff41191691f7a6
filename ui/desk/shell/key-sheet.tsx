import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import { useWords, type WordKey } from '../../base/i18n/i18n.ts'

const groups: readonly { readonly title: WordKey; readonly keys: readonly (readonly [keys: string, does: WordKey])[] }[] = [
  {
    title: 'shortcut.everywhere',
    keys: [
      ['Ctrl K', 'shortcut.palette'],
      ['?', 'shortcut.sheet'],
      ['Ctrl Enter', 'shortcut.save'],
      ['Esc', 'shortcut.leave'],
    ],
  },
  {
    title: 'shortcut.in_lists',
    keys: [
      ['↑ ↓', 'shortcut.move'],
      ['Enter', 'shortcut.open'],
      ['Space', 'shortcut.peek'],
      ['E', 'shortcut.edit'],
      ['X', 'shortcut.select'],
      ['/', 'shortcut.filter'],
      ['C', 'shortcut.create'],
    ],
  },
  {
    title: 'shortcut.in_documents',
    keys: [
      ['Enter', 'shortcut.write_cell'],
      ['Tab', 'shortcut.next_cell'],
      ['Ctrl V', 'shortcut.paste'],
      ['Ctrl ⌫', 'shortcut.remove_line'],
    ],
  },
  {
    title: 'shortcut.on_boards',
    keys: [['Shift ← →', 'shortcut.move_card']],
  },
]

/** Whoever types or answers a dialog keeps the key. */
const useSheetOpen = () => {
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const at = event.target instanceof Element ? event.target : null
      if (event.key !== '?' || at?.closest('input, textarea, [contenteditable], [role=dialog], .ant-select')) return
      event.preventDefault()
      setOpen(true)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return { open, close: () => setOpen(false) }
}

/** All keys on one sheet, shown by `?`. */
export const KeySheet = () => {
  const w = useWords()
  const { open, close } = useSheetOpen()
  return (
    <Modal open={open} onCancel={close} footer={null} title={w('shortcut.title')} width={640} destroyOnHidden>
      <div className="lk-keys">
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3 className="lk-label">{w(title)}</h3>
            <dl>
              {keys.map(([said, does]) => (
                <div key={does}>
                  <dt>
                    {said.split(' ').map((key) => (
                      <kbd key={key} className="lk-kbd">
                        {key}
                      </kbd>
                    ))}
                  </dt>
                  <dd>{w(does)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
